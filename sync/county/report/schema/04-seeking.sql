-- How many people wait for work, by area and trade, as of the day and rev in report_seeking_at: counting them goes
-- through a week's check-ins of the city. Refresh keeps it up to date.
CREATE TABLE report_seeking (
	area   TEXT    NOT NULL, -- every area that has a market in it or below it
	trade  TEXT    NOT NULL,
	people INTEGER NOT NULL,
	PRIMARY KEY (area, trade)
) WITHOUT ROWID;
CREATE TABLE report_seeking_at (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	day TEXT    NOT NULL, -- civil day; '' before the first count
	rev INTEGER NOT NULL
);
INSERT INTO report_seeking_at (one, day, rev) VALUES (1, '', 0);
