-- Finds the rows whose use has ended, the oldest first, without reading those that are still needed.
CREATE INDEX outbox_acknowledged ON outbox (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX inbox_by_age ON inbox (consumed_at);
CREATE INDEX order_timer_done ON order_timer (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX escort_block_freed ON escort_block (upper(during)) WHERE NOT active;
CREATE INDEX patient_block_freed ON patient_block (upper(during)) WHERE NOT active;
CREATE INDEX quote_unbooked ON quote (valid_until) WHERE used_for IS NULL;
CREATE INDEX cancellation_quote_by_expiry ON cancellation_quote (expires_at);
