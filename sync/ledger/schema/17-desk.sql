-- What staff write down at their desk and outside. No row here holds anything of a person in the open.

-- Why a warning about a posting does not stand in the way, as each station said it last.
CREATE TABLE posting_reason (
	posting TEXT    NOT NULL,
	code    TEXT    NOT NULL,
	station INTEGER NOT NULL,
	words   TEXT    NOT NULL,
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL,
	epoch   INTEGER NOT NULL, seq INTEGER NOT NULL,
	PRIMARY KEY (posting, code, station)
);

-- What staff say of a posting or an employer so that people find it.
CREATE TABLE tag (
	thing   TEXT    NOT NULL,
	tag     TEXT    NOT NULL,
	station INTEGER NOT NULL,
	off     INTEGER NOT NULL,
	epoch   INTEGER NOT NULL, seq INTEGER NOT NULL,
	PRIMARY KEY (thing, tag, station)
);
CREATE INDEX tag_tag ON tag (tag, thing);

-- Notes on people whom staff help.
CREATE TABLE aid_note (
	id      TEXT PRIMARY KEY,
	worker  TEXT    NOT NULL,
	box     BLOB    NOT NULL, -- sealed record.Aid, under the worker's own tag
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL
);
CREATE INDEX aid_note_worker ON aid_note (worker);

-- What was done about wages that are owed.
CREATE TABLE follow_up (
	id        TEXT PRIMARY KEY,
	complaint TEXT    NOT NULL,
	how       TEXT    NOT NULL,
	amount    INTEGER NOT NULL, -- fen
	until     TEXT    NOT NULL, -- a day, or ''
	by_whom   TEXT    NOT NULL,
	at        INTEGER NOT NULL
);
CREATE INDEX follow_up_complaint ON follow_up (complaint);

-- Who is on duty: accounts between blanks.
CREATE TABLE duty (
	station  INTEGER NOT NULL,
	day      TEXT    NOT NULL,
	accounts TEXT    NOT NULL,
	epoch    INTEGER NOT NULL, seq INTEGER NOT NULL,
	PRIMARY KEY (station, day)
);

-- Surveys and patrols; body is a record.Field.
CREATE TABLE field_note (
	id      TEXT PRIMARY KEY,
	what    TEXT    NOT NULL,
	station INTEGER NOT NULL,
	day     TEXT    NOT NULL,
	body    BLOB    NOT NULL,
	by_whom TEXT    NOT NULL,
	at      INTEGER NOT NULL
);

-- Days on which a station worked elsewhere, under another name. ended is 0 while it does; at and
-- ended are milliseconds.
CREATE TABLE event (
	id      TEXT PRIMARY KEY,
	station INTEGER NOT NULL,
	body    BLOB    NOT NULL, -- record.Event
	at      INTEGER NOT NULL,
	ended   INTEGER NOT NULL DEFAULT 0
);
