-- Sessions that took place are closed once they are over (6.8, C35); a job looks for them.

CREATE INDEX clinic_session_over ON clinic_session (ends_at) WHERE status = 'RELEASED';
