-- What people ask of the market beside work. The furthest state of a complaint stands; (move_station,
-- move_epoch, move_seq) settles whose words for it. A complaint without a box is anonymous.
CREATE TABLE complaint (
	id      TEXT PRIMARY KEY,
	number  TEXT    NOT NULL, -- by which it is followed
	kind    TEXT    NOT NULL,
	posting TEXT    NOT NULL, match TEXT NOT NULL, -- '' where not said
	amount  INTEGER NOT NULL, -- fen
	station INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	tag BLOB, box BLOB, -- sealed record.Caller
	state   TEXT    NOT NULL DEFAULT 'filed', rank INTEGER NOT NULL DEFAULT 0,
	words   TEXT    NOT NULL DEFAULT '',
	moved_at INTEGER NOT NULL DEFAULT 0,
	move_station INTEGER NOT NULL DEFAULT 0, move_epoch INTEGER NOT NULL DEFAULT 0, move_seq INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX complaint_number ON complaint (number);

CREATE TABLE guidance (
	id       TEXT PRIMARY KEY,
	topic    TEXT    NOT NULL,
	station  INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	tag BLOB NOT NULL, box BLOB NOT NULL, -- sealed record.Caller
	answered INTEGER NOT NULL DEFAULT 0,
	words    TEXT    NOT NULL DEFAULT '',
	move_station INTEGER NOT NULL DEFAULT 0, move_epoch INTEGER NOT NULL DEFAULT 0, move_seq INTEGER NOT NULL DEFAULT 0
);

-- What the county tells everybody; seq orders what it said of one thing. A row may begin with its
-- withdrawal.
CREATE TABLE notice (
	id        TEXT PRIMARY KEY,
	body      BLOB, -- record.Notice
	withdrawn INTEGER NOT NULL,
	at        INTEGER NOT NULL,
	seq       INTEGER NOT NULL
);
CREATE TABLE training (
	id        TEXT PRIMARY KEY,
	body      BLOB, -- record.Training
	withdrawn INTEGER NOT NULL,
	at        INTEGER NOT NULL,
	seq       INTEGER NOT NULL
);
CREATE TABLE wish (
	id       TEXT PRIMARY KEY,
	training TEXT    NOT NULL,
	station  INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	tag BLOB NOT NULL, box BLOB NOT NULL -- sealed record.Caller
);
CREATE INDEX wish_training ON wish (training);

CREATE TABLE station_page (
	no   INTEGER PRIMARY KEY,
	body BLOB    NOT NULL, -- record.StationPage
	seq  INTEGER NOT NULL
);

-- Postings that employers handed in alone. Of two outcomes, which two copies of one disk may have
-- given, a pass stands before a return, and the greater (move_station, move_epoch, move_seq) then.
CREATE TABLE proposal (
	id       TEXT PRIMARY KEY,
	number   TEXT    NOT NULL, -- by which it is followed
	employer TEXT    NOT NULL, -- '' for one that is new
	firm     BLOB    NOT NULL, -- record.Employer
	body     BLOB    NOT NULL, -- record.Posting
	station  INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	tag BLOB NOT NULL, box BLOB NOT NULL, -- sealed record.Proposer
	state    TEXT    NOT NULL DEFAULT 'waits', rank INTEGER NOT NULL DEFAULT 0,
	posting  TEXT    NOT NULL DEFAULT '', -- that was opened
	reason   TEXT    NOT NULL DEFAULT '',
	words    TEXT    NOT NULL DEFAULT '',
	move_station INTEGER NOT NULL DEFAULT 0, move_epoch INTEGER NOT NULL DEFAULT 0, move_seq INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX proposal_number ON proposal (number);
