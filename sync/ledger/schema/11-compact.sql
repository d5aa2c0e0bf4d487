-- The tables with the most rows are kept in the order of their identifiers, without a second tree
-- that leads from these to row numbers: a row of a backlog costs a third less to write.
DROP INDEX check_in_day;
DROP INDEX place_holder;
DROP INDEX match_posting;
DROP INDEX match_worker;
DROP INDEX match_asked;
ALTER TABLE check_in RENAME TO loose_check_in;
ALTER TABLE place RENAME TO loose_place;
ALTER TABLE match RENAME TO loose_match;

CREATE TABLE check_in (
	id      TEXT PRIMARY KEY,
	worker  TEXT NOT NULL,
	purpose TEXT NOT NULL,
	day     TEXT NOT NULL,
	number  INTEGER NOT NULL,
	station INTEGER NOT NULL,
	at      INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO check_in SELECT id, worker, purpose, day, number, station, at FROM loose_check_in ORDER BY id;
CREATE INDEX check_in_day ON check_in (day, station);

CREATE TABLE place (
	posting   TEXT    NOT NULL,
	n         INTEGER NOT NULL,
	station   INTEGER NOT NULL, epoch INTEGER NOT NULL,
	hop       INTEGER NOT NULL DEFAULT 0,
	withdrawn INTEGER NOT NULL DEFAULT 0, withdrawn_by INTEGER NOT NULL DEFAULT 0, withdrawn_seq INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (posting, n)
) WITHOUT ROWID;
INSERT INTO place SELECT posting, n, station, epoch, hop, withdrawn, withdrawn_by, withdrawn_seq FROM loose_place ORDER BY posting, n;
CREATE INDEX place_holder ON place (station, epoch, posting);

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
	late      INTEGER NOT NULL DEFAULT 0, -- taken by a holder that had not heard of the close
	at        INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO match SELECT id, posting, worker, place, station, epoch, n, state, reason, contacted, paid, amount, nonce, nonce_seq, asked, late, at
	FROM loose_match ORDER BY id;
CREATE INDEX match_posting ON match (posting, place);
CREATE INDEX match_worker ON match (worker);
CREATE INDEX match_asked ON match (station, epoch) WHERE asked <> '' AND state IN ('taken', 'arrived');

DROP TABLE loose_check_in;
DROP TABLE loose_place;
DROP TABLE loose_match;
