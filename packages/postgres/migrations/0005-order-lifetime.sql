-- What an order remembers of its own life: the refund ceiling, what was distributed, when each shift was really begun, and
-- the assignment at whose visit code wrong tries were made.

ALTER TABLE escort_order
  ADD COLUMN refund_ceiling_bp integer NOT NULL DEFAULT 10000
    CONSTRAINT escort_order_refund_ceiling CHECK (refund_ceiling_bp BETWEEN 0 AND 10000),
  ADD COLUMN earned_fen bigint NOT NULL DEFAULT 0,
  ADD COLUMN visit_code_seq integer,
  ADD COLUMN visit_code_next text;

-- Everything that an ended order kept was distributed when it ended.
UPDATE escort_order SET earned_fen = captured_fen - refund_requested_fen
WHERE status IN ('FINISHED', 'CANCELLED', 'NO_SHOW') AND captured_fen > refund_requested_fen;

ALTER TABLE escort_order ADD CONSTRAINT escort_order_earned
  CHECK (0 <= earned_fen AND earned_fen <= captured_fen - refund_requested_fen);

-- What counts as duty of a shift that was begun: what was served of it. Before that it is duty as it was planned.
ALTER TABLE order_shift
  ADD COLUMN begun_at timestamptz,
  ADD COLUMN duty_starts_at timestamptz,
  ADD COLUMN duty_ends_at timestamptz,
  ADD CONSTRAINT order_shift_duty CHECK (duty_starts_at < duty_ends_at);

-- The first shift began with the service, later ones when they were planned to, as far as the service came.
UPDATE order_shift shift SET begun_at = greatest(visit.started_at, CASE WHEN shift.no > 1 THEN shift.starts_at END)
FROM escort_order visit
WHERE visit.id = shift.order_id AND visit.started_at IS NOT NULL
  AND CASE visit.status
    WHEN 'SERVING' THEN shift.no <= visit.current_shift_no
    ELSE shift.no = 1 OR shift.starts_at < visit.ended_at
  END;

ALTER TABLE order_timer
  DROP CONSTRAINT order_timer_kind,
  ADD CONSTRAINT order_timer_kind CHECK (kind IN (
    'payment-expiry', 'find-escort', 'offer-expiry', 'give-up', 'escort-alarm', 'unresolved-alarm', 'unresolved',
    'overrun', 'auto-confirm', 'balance-overdue', 'review-expiry'));

-- Visits that are under way are called out and closed like those to come.
INSERT INTO order_timer (id, order_id, kind, due_at, armed_version, next_try_at)
SELECT gen_random_uuid(), visit.id, given.kind, given.due_at, visit.version, given.due_at
FROM escort_order visit
CROSS JOIN LATERAL (VALUES
  ('unresolved-alarm', visit.ends_at), ('unresolved', visit.ends_at + interval '24 hours')) AS given(kind, due_at)
WHERE visit.status IN ('ACCEPTED', 'EN_ROUTE', 'ARRIVED');

-- Versions that were published before these numbers existed.
UPDATE visit_policy SET body = jsonb_set(
  jsonb_set(body, '{booking}', '{"shortestShiftMinutes": 30}'::jsonb || (body -> 'booking')),
  '{time}',
  '{"shortestServiceMinutes": 30, "handOverMinutesBefore": 30, "unresolvedAfterMinutes": 1440}'::jsonb || (body -> 'time'));
