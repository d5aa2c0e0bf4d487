-- The picture that facts make. A station and the county fill the same tables by the same
-- rules, so that the same facts show the same state (I4). No row here is the only home of
-- anything: all of it can be made again from the journals.

CREATE TABLE employer (
	id          TEXT PRIMARY KEY,
	name        TEXT NOT NULL, -- what may be shown in public
	kind        TEXT NOT NULL,
	uscc        TEXT NOT NULL,
	licence     TEXT NOT NULL,
	contact_tag BLOB NOT NULL, contact BLOB NOT NULL, -- sealed record.Contact
	private_tag BLOB, private BLOB                    -- sealed record.Private, where it may be
);

-- A posting at its newest revision; (revision, rev_station, rev_epoch, rev_seq) settles which.
CREATE TABLE posting (
	id        TEXT PRIMARY KEY,
	station   INTEGER NOT NULL, epoch INTEGER NOT NULL, -- the opener, who numbers places
	employer  TEXT    NOT NULL,
	trade     TEXT    NOT NULL,
	area      TEXT    NOT NULL,
	headcount INTEGER NOT NULL, heads_seq INTEGER NOT NULL, -- as the opener said it last, who alone numbers places
	start_at  TEXT    NOT NULL,
	last_day  TEXT    NOT NULL,
	share     TEXT    NOT NULL,
	state     TEXT    NOT NULL DEFAULT 'open', -- open, closed
	taken     INTEGER NOT NULL DEFAULT 0,      -- matches that are not cancelled
	body      BLOB    NOT NULL,                -- record.Posting
	opened_at INTEGER NOT NULL,
	revision  INTEGER NOT NULL, rev_station INTEGER NOT NULL, rev_epoch INTEGER NOT NULL, rev_seq INTEGER NOT NULL
);
CREATE INDEX posting_open ON posting (state, last_day, start_at);

-- Each place has exactly one holder; hop counts its changes of holder.
CREATE TABLE place (
	posting   TEXT    NOT NULL,
	n         INTEGER NOT NULL,
	station   INTEGER NOT NULL, epoch INTEGER NOT NULL,
	hop       INTEGER NOT NULL DEFAULT 0,
	withdrawn INTEGER NOT NULL DEFAULT 0, withdrawn_seq INTEGER NOT NULL DEFAULT 0, -- as the opener said it last
	PRIMARY KEY (posting, n)
);
CREATE INDEX place_holder ON place (station, epoch, posting);

CREATE TABLE worker (
	id     TEXT PRIMARY KEY,
	trades TEXT NOT NULL, -- ids joined by blanks
	tag    BLOB NOT NULL, box BLOB NOT NULL -- sealed record.Person
);

CREATE TABLE check_in (
	id      TEXT PRIMARY KEY,
	worker  TEXT NOT NULL,
	purpose TEXT NOT NULL,
	day     TEXT NOT NULL,
	number  INTEGER NOT NULL,
	station INTEGER NOT NULL,
	at      INTEGER NOT NULL
);
CREATE INDEX check_in_day ON check_in (day, station);

-- A match; all are kept, also two on one place.
CREATE TABLE match (
	id        TEXT PRIMARY KEY,
	posting   TEXT    NOT NULL,
	worker    TEXT    NOT NULL,
	place     INTEGER NOT NULL,
	station   INTEGER NOT NULL, epoch INTEGER NOT NULL, n INTEGER NOT NULL, -- the identifier taken apart
	state     TEXT    NOT NULL DEFAULT 'taken',
	reason    TEXT    NOT NULL DEFAULT '',
	contacted INTEGER NOT NULL DEFAULT 0,
	paid      INTEGER, -- NULL not said, 0 no, 1 yes
	amount    INTEGER NOT NULL DEFAULT 0, -- fen
	nonce     INTEGER NOT NULL DEFAULT 0, nonce_seq INTEGER NOT NULL DEFAULT 0, -- of the newest slip
	asked     TEXT    NOT NULL DEFAULT '', -- reason of a cancel asked for elsewhere
	at        INTEGER NOT NULL
);
CREATE INDEX match_posting ON match (posting, place);
CREATE INDEX match_worker ON match (worker);

-- A take that found no place here.
CREATE TABLE request (
	id      TEXT PRIMARY KEY,
	posting TEXT    NOT NULL,
	worker  TEXT    NOT NULL,
	station INTEGER NOT NULL, epoch INTEGER NOT NULL, n INTEGER NOT NULL, -- the identifier taken apart
	state   TEXT    NOT NULL DEFAULT 'open' -- open, granted, done: a later match or request of this worker is here
);
CREATE INDEX request_posting ON request (posting, state);

-- How many free places the county still wants from a holder.
CREATE TABLE recall (
	posting TEXT    NOT NULL,
	station INTEGER NOT NULL, epoch INTEGER NOT NULL,
	want    INTEGER NOT NULL,
	times   INTEGER NOT NULL DEFAULT 0, -- recalls heard
	PRIMARY KEY (posting, station, epoch)
);

CREATE TABLE station (
	no    INTEGER NOT NULL,
	epoch INTEGER NOT NULL,
	name  TEXT    NOT NULL,
	area  TEXT    NOT NULL,
	sign  BLOB    NOT NULL,
	seq   INTEGER NOT NULL, -- of the county's fact that said so last
	PRIMARY KEY (no, epoch)
);

CREATE TABLE staff (
	account TEXT PRIMARY KEY,
	title   TEXT    NOT NULL,
	role    TEXT    NOT NULL,
	pin     TEXT    NOT NULL,
	station INTEGER NOT NULL,
	seq     INTEGER NOT NULL -- of the county's fact that said so last
);

-- What people must settle: two matches on one place that are not cancelled.
CREATE TABLE conflict (
	kind    TEXT    NOT NULL, -- double_place
	posting TEXT    NOT NULL,
	place   INTEGER NOT NULL,
	PRIMARY KEY (kind, posting, place)
);

-- Keys of persons, beside the journal and never in it. Destroying a row erases the person.
CREATE TABLE person_key (
	tag BLOB PRIMARY KEY,
	key BLOB NOT NULL
);
