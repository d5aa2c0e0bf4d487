-- Most facts are check-ins, and nobody looks for one by its name: they stay out of that index. A
-- row without a thing is not in it, and whoever asks for a thing finds it by it all the same.
DROP INDEX fact_rev;
DROP INDEX fact_thing;
ALTER TABLE fact RENAME TO wide;
CREATE TABLE fact (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	kind    TEXT    NOT NULL,
	thing   TEXT,             -- the identifier it speaks of; NULL for check-ins
	bytes   BLOB    NOT NULL, -- canonical CBOR, as made; never changed
	hash    BLOB,             -- link of the chain; NULL for loose rows
	rev     INTEGER,          -- the county's number; NULL until the county has it
	scope   TEXT    NOT NULL DEFAULT '', -- county only: who should see it (archive)
	PRIMARY KEY (station, epoch, seq)
);
INSERT INTO fact (rowid, station, epoch, seq, kind, thing, bytes, hash, rev, scope)
	SELECT rowid, station, epoch, seq, kind, CASE WHEN kind <> 'checkin.made' THEN thing END, bytes, hash, rev, scope FROM wide ORDER BY rowid;
DROP TABLE wide;
CREATE UNIQUE INDEX fact_rev ON fact (rev);
CREATE INDEX fact_thing ON fact (thing) WHERE thing IS NOT NULL;
