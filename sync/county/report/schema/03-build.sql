-- How many units of a level are to have a market, and by when, where it is not as the plan says; the newest
-- row of an area and level stands.
CREATE TABLE report_target (
	id      INTEGER PRIMARY KEY,
	area    TEXT    NOT NULL, -- code of a county
	level   TEXT    NOT NULL, -- county, township, village
	want    INTEGER NOT NULL,
	by_day  TEXT    NOT NULL, -- "2026-12-31"
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL
);

-- What stands at a market of what the plan demands; the newest row of an item stands.
CREATE TABLE report_facility (
	id      INTEGER PRIMARY KEY,
	station INTEGER NOT NULL,
	item    TEXT    NOT NULL,
	state   TEXT    NOT NULL, -- yes, no, or '' for not looked at
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL
);
CREATE INDEX report_facility_station ON report_facility (station);

-- Counting a span looks for rosters, walks and events in it.
CREATE INDEX report_duty_day ON duty (day);
CREATE INDEX report_field_day ON field_note (day);
CREATE INDEX report_event_at ON event (at);

-- Weeks and months that were counted before these figures existed are counted again.
INSERT INTO report_dirty (span, rev) SELECT span, rev FROM report_counted WHERE LENGTH(span) < 10 ON CONFLICT (span) DO NOTHING;
