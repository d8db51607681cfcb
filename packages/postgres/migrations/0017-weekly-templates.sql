-- From what clinic sessions are made: weekly templates of doctors, single dates that differ, and what dates mean for a tenant.
-- Sessions that were made of them stay what they are (docs/adr/0018-the-session-row-gives-the-seats.md).

CREATE TABLE weekly_template (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hospital_id uuid NOT NULL REFERENCES hospital,
  department_id uuid NOT NULL REFERENCES department,
  doctor_id uuid NOT NULL REFERENCES doctor,
  zone text NOT NULL,
  from_on date NOT NULL,
  -- The first date on which it does not hold; empty while it goes on.
  until_on date,
  -- Plans of a week in minutes of the clinic's clocks; read and written as a whole.
  week jsonb NOT NULL CONSTRAINT weekly_template_week_list CHECK (jsonb_typeof(week) = 'array'),
  version integer NOT NULL CHECK (version > 0),
  CONSTRAINT weekly_template_dates CHECK (from_on < until_on)
);
CREATE INDEX weekly_template_by_hospital ON weekly_template (hospital_id, tenant_id, from_on);

CREATE TABLE schedule_exception (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  template_id uuid NOT NULL REFERENCES weekly_template,
  visit_on date NOT NULL,
  kind text NOT NULL CONSTRAINT schedule_exception_kind CHECK (kind IN ('leave', 'extra', 'cancelled', 'changed')),
  -- The minute at which the date differs; a day of leave has none.
  from_minute integer CHECK (0 <= from_minute AND from_minute < 1440),
  plan jsonb,
  CONSTRAINT schedule_exception_kind_fields CHECK (
    (kind = 'leave') = (from_minute IS NULL) AND (kind IN ('extra', 'changed')) = (plan IS NOT NULL))
);
CREATE UNIQUE INDEX schedule_exception_once ON schedule_exception (template_id, visit_on, coalesce(from_minute, -1));

CREATE TABLE holiday_rule (
  tenant_id uuid NOT NULL,
  visit_on date NOT NULL,
  kind text NOT NULL CONSTRAINT holiday_rule_kind CHECK (kind IN ('off', 'as-weekday')),
  -- 1 = Monday.
  weekday smallint CHECK (1 <= weekday AND weekday <= 7),
  PRIMARY KEY (tenant_id, visit_on),
  CONSTRAINT holiday_rule_kind_fields CHECK ((kind = 'as-weekday') = (weekday IS NOT NULL))
);

-- What staff see of a hospital is by date.
CREATE INDEX clinic_session_by_hospital ON clinic_session (hospital_id, visit_on);

GRANT SELECT, INSERT, UPDATE, DELETE ON weekly_template, schedule_exception, holiday_rule TO banzhen_people, banzhen_platform;

-- Plans are the staff's: patients see the sessions that are published.
DO $$
DECLARE planning text;
BEGIN
  FOREACH planning IN ARRAY ARRAY['weekly_template', 'schedule_exception', 'holiday_rule']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', planning);
    EXECUTE format($policy$CREATE POLICY %I ON %I USING (
      (SELECT asking_power()) = 'platform'
      OR (SELECT asking_power()) = 'tenant' AND tenant_id = (SELECT asking_tenant()))$policy$, planning || '_of_staff', planning);
  END LOOP;
END $$;
