-- What staff do in the hall, and what became of the work. No row here holds anything of a person in
-- the open.

-- Who waits no more although the day is not over. Of two reasons the greater stands.
CREATE TABLE check_in_left (
	check_in TEXT PRIMARY KEY,
	reason   TEXT NOT NULL
);

-- The end of a day at a station: the numbers up to upto wait no more.
CREATE TABLE hall_cleared (
	station INTEGER NOT NULL,
	day     TEXT    NOT NULL,
	upto    INTEGER NOT NULL,
	PRIMARY KEY (station, day)
);

-- Lotteries; body holds seed and numbers, from which the order follows.
CREATE TABLE draw (
	id      TEXT PRIMARY KEY,
	posting TEXT    NOT NULL,
	day     TEXT    NOT NULL,
	turn    INTEGER NOT NULL,
	body    BLOB    NOT NULL, -- record.Drawn
	at      INTEGER NOT NULL
);
CREATE INDEX draw_posting ON draw (posting, day);

-- A place that is kept for one person for a while. how is '' while the offer stands; of two ends the
-- greater stands.
CREATE TABLE offer (
	id      TEXT PRIMARY KEY,
	posting TEXT    NOT NULL,
	worker  TEXT    NOT NULL,
	minutes INTEGER NOT NULL,
	station INTEGER NOT NULL, epoch INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	how     TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX offer_posting ON offer (posting);

-- What one side of a match says of the other.
CREATE TABLE rating (
	match    TEXT    NOT NULL,
	of       TEXT    NOT NULL, -- worker, employer: who is spoken of
	mark     TEXT    NOT NULL,
	revision INTEGER NOT NULL, rev_station INTEGER NOT NULL, rev_epoch INTEGER NOT NULL, rev_seq INTEGER NOT NULL,
	PRIMARY KEY (match, of)
);

-- The hardships that staff confirmed, as they said it last, and who said so.
CREATE TABLE help (
	worker   TEXT PRIMARY KEY,
	box      BLOB    NOT NULL, -- sealed record.Need, under the worker's own tag
	by_whom  TEXT    NOT NULL,
	at       INTEGER NOT NULL,
	revision INTEGER NOT NULL, rev_station INTEGER NOT NULL, rev_epoch INTEGER NOT NULL, rev_seq INTEGER NOT NULL
);

-- The least pay for a day that somebody looks for, in fen; 0 not said.
ALTER TABLE wishes ADD COLUMN pay INTEGER NOT NULL DEFAULT 0;

-- What staff have looked at before they pass a posting that was handed in.
CREATE TABLE proposal_check (
	proposal TEXT    NOT NULL,
	what     TEXT    NOT NULL,
	good     INTEGER NOT NULL,
	words    TEXT    NOT NULL,
	by_whom  TEXT    NOT NULL,
	at       INTEGER NOT NULL,
	epoch    INTEGER NOT NULL, seq INTEGER NOT NULL, -- of the fact; the later one stands
	PRIMARY KEY (proposal, what)
);

-- What staff of a station note of an employer.
CREATE TABLE employer_flag (
	employer TEXT    NOT NULL,
	flag     TEXT    NOT NULL,
	station  INTEGER NOT NULL,
	off      INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	epoch    INTEGER NOT NULL, seq INTEGER NOT NULL,
	PRIMARY KEY (employer, flag, station)
);

-- The county's red list.
CREATE TABLE red_list (
	employer TEXT PRIMARY KEY,
	listed   INTEGER NOT NULL,
	reason   TEXT    NOT NULL,
	uscc     TEXT    NOT NULL,
	seq      INTEGER NOT NULL -- of the county's fact that said so last
);
