-- What was counted of days (d), weeks (w) and months (m), so that a page does not count a city's year
-- again. All of it can be counted again from the ledger; Refresh keeps it up to date.
CREATE TABLE report_span (
	kind     TEXT    NOT NULL,
	span     TEXT    NOT NULL, -- "2026-11-23", "2026-W47", "2026-11"
	station  INTEGER NOT NULL,
	visits   INTEGER NOT NULL,
	seekers  INTEGER NOT NULL,
	postings INTEGER NOT NULL,
	places   INTEGER NOT NULL,
	fills    INTEGER NOT NULL,
	body     BLOB,             -- JSON, tally.Count; NULL for days
	PRIMARY KEY (kind, span, station)
) WITHOUT ROWID;

-- Up to which rev a span was counted.
CREATE TABLE report_counted (
	span TEXT PRIMARY KEY,
	rev  INTEGER NOT NULL
);

-- Spans that facts have changed since: the rev of the newest of these facts that was looked at.
CREATE TABLE report_dirty (
	span TEXT PRIMARY KEY,
	rev  INTEGER NOT NULL
);

-- Who is counted in a week or month: when something is learnt of a person, these are counted again.
CREATE TABLE report_person (
	worker TEXT NOT NULL,
	span   TEXT NOT NULL,
	PRIMARY KEY (worker, span)
) WITHOUT ROWID;

-- Facts by who said them, month, station and kind, and how far each journal was read for it.
CREATE TABLE report_clerk (
	month   TEXT    NOT NULL,
	station INTEGER NOT NULL,
	account TEXT    NOT NULL,
	kind    TEXT    NOT NULL,
	n       INTEGER NOT NULL,
	PRIMARY KEY (month, station, account, kind)
) WITHOUT ROWID;
CREATE TABLE report_head (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	PRIMARY KEY (station, epoch)
);

-- Up to which rev facts were looked at, and when that was.
CREATE TABLE report_state (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	rev INTEGER NOT NULL,
	at  INTEGER NOT NULL
);
INSERT INTO report_state (one, rev, at) VALUES (1, 0, 0);
