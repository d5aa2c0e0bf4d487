-- A journal is the facts of one (station, epoch), numbered 1, 2, 3 … without gaps. A station
-- keeps its own journals whole and what others told it as loose rows; the county keeps all.
CREATE TABLE fact (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	kind    TEXT    NOT NULL,
	thing   TEXT    NOT NULL, -- the identifier it speaks of
	bytes   BLOB    NOT NULL, -- canonical CBOR, as made; never changed
	hash    BLOB,             -- link of the chain; NULL for loose rows
	rev     INTEGER,          -- the county's number; NULL until the county has it
	scope   TEXT    NOT NULL DEFAULT '', -- county only: who should see it (archive)
	PRIMARY KEY (station, epoch, seq)
);
CREATE UNIQUE INDEX fact_rev ON fact (rev);
CREATE INDEX fact_thing ON fact (thing);
-- A fact that speaks of a thing that is not here yet waits until it comes.
CREATE TABLE parked (
	needs   TEXT    NOT NULL,
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	PRIMARY KEY (needs, station, epoch, seq)
);
-- A fact that cannot be used is kept and acknowledged, and shown to people (I8).
CREATE TABLE quarantine (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	why     TEXT    NOT NULL,
	PRIMARY KEY (station, epoch, seq)
);
