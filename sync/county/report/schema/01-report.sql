-- What the offices say of their figures. The figures themselves are counted anew each time; nothing
-- here is counted from facts but the frozen rows of a month that was locked.

-- The columns of the month's form as the city wants them; the newest row stands.
CREATE TABLE report_form (
	id      INTEGER PRIMARY KEY,
	body    BLOB    NOT NULL, -- JSON, report.Form
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL  -- milliseconds
);

-- What somebody wrote into a cell: instead of what was counted, or what nothing counts. All are kept,
-- the newest of a cell stands.
CREATE TABLE report_correction (
	id      INTEGER PRIMARY KEY,
	month   TEXT    NOT NULL, -- "2026-11"
	unit    TEXT    NOT NULL, -- number of a station, or code of an area
	col     TEXT    NOT NULL, -- id of the form's column
	was     TEXT    NOT NULL, -- what stood there, as shown
	value   TEXT    NOT NULL, -- '' takes back what was written before
	by_whom TEXT    NOT NULL,
	why     TEXT    NOT NULL,
	at      INTEGER NOT NULL
);
CREATE INDEX report_correction_month ON report_correction (month);

-- Locking and opening a month; the newest row of an area stands.
CREATE TABLE report_lock (
	id      INTEGER PRIMARY KEY,
	month   TEXT    NOT NULL,
	area    TEXT    NOT NULL, -- code of a county or of the city
	locked  INTEGER NOT NULL,
	by_whom TEXT    NOT NULL,
	why     TEXT    NOT NULL, -- of an opening
	at      INTEGER NOT NULL,
	lines   BLOB              -- JSON, the lines as they were when it was locked
);
CREATE INDEX report_lock_month ON report_lock (month, area);

-- When a station's facts of a span were first known to be all here.
CREATE TABLE report_arrived (
	station INTEGER NOT NULL,
	last    TEXT    NOT NULL, -- last day of the span
	at      INTEGER NOT NULL,
	PRIMARY KEY (station, last)
);

-- 附件1: who leads and who answers; the newest row of a unit stands.
CREATE TABLE report_contact (
	id      INTEGER PRIMARY KEY,
	area    TEXT    NOT NULL, -- code of the unit that fills it in
	body    BLOB    NOT NULL, -- JSON, report.Contact
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL
);

-- What the directory says instead of what is known of a station; the newest row of a field stands,
-- '' takes it back.
CREATE TABLE report_directory (
	id      INTEGER PRIMARY KEY,
	station INTEGER NOT NULL,
	field   TEXT    NOT NULL,
	value   TEXT    NOT NULL,
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL
);

-- Counting a span looks for what was opened and taken in it. The tables are the ledger's; only the
-- county counts over so many, so only it keeps these.
CREATE INDEX report_posting_at ON posting (opened_at);
CREATE INDEX report_match_at ON match (at);
