-- When a calendar was last read under its link, so that its owner sees whether anybody has subscribed.

ALTER TABLE calendar_link ADD COLUMN last_read_at timestamptz;
GRANT UPDATE (last_read_at) ON calendar_link TO banzhen_platform;
