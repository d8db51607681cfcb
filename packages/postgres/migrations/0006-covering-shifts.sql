-- Shifts that are covered beside what goes on: for which of them the named escort is asked, and what the dispatchers have
-- been alarmed about.

ALTER TABLE escort_order ADD COLUMN named_shifts integer[] NOT NULL DEFAULT '{}';

-- Until now a named escort was asked for every shift.
UPDATE escort_order SET named_shifts = ARRAY(SELECT no FROM order_shift WHERE order_id = escort_order.id ORDER BY no)
WHERE wished_escort_id IS NOT NULL AND status IN ('PENDING_PAYMENT', 'PAID', 'ASSIGNED', 'ACCEPTED');

ALTER TABLE order_shift ADD COLUMN alarmed_at timestamptz;

ALTER TABLE order_timer ADD COLUMN shift_no integer;
ALTER TABLE order_timer
  DROP CONSTRAINT order_timer_kind,
  ADD CONSTRAINT order_timer_kind CHECK (kind IN (
    'payment-expiry', 'find-escort', 'offer-expiry', 'give-up', 'cover-alarm', 'escort-alarm', 'unresolved-alarm',
    'unresolved', 'overrun', 'auto-confirm', 'balance-overdue', 'review-expiry'));
