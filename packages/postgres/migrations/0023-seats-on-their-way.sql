-- Staff of the tenant see which of its seats are on their way back, to offer one by hand and to report who got them (6.8, 6.9 L2).
-- Whoever gives a seat back still does not: when it is on sale again is nobody's to know. Nothing more can be changed.
CREATE POLICY seat_return_of_staff ON seat_return FOR SELECT USING (
  (SELECT asking_power()) = 'tenant' AND EXISTS (SELECT FROM clinic_session
    WHERE clinic_session.id = seat_return.session_id AND clinic_session.tenant_id = (SELECT asking_tenant())));

-- What a session's line and a report of its offers begin with.
CREATE INDEX waitlist_offer_by_time ON waitlist_offer (department_id, offered_at);
