-- What only the county keeps, beside the journals and the ledger.

-- Facts about this installation: county number, keys, public URL, counters.
CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value BLOB NOT NULL
);

-- One-time enrolment codes. The key that used a code is kept, so that a station whose reply
-- was lost gets the same answer again.
CREATE TABLE code (
	code    TEXT PRIMARY KEY,
	name    TEXT    NOT NULL,
	area    TEXT    NOT NULL,
	made_at INTEGER NOT NULL,
	sign    BLOB,    -- NULL until used
	station INTEGER,
	epoch   INTEGER
);

-- Every (station, epoch) ever given out.
CREATE TABLE epoch (
	station   INTEGER NOT NULL,
	epoch     INTEGER NOT NULL,
	sign      BLOB    NOT NULL,
	wrap      BLOB    NOT NULL,
	frozen    INTEGER NOT NULL DEFAULT 0,
	last_seen INTEGER NOT NULL DEFAULT 0, -- milliseconds
	unsent    INTEGER NOT NULL DEFAULT 0, -- what the station said it still has
	program   TEXT    NOT NULL DEFAULT '',
	PRIMARY KEY (station, epoch)
);

-- A journal that two copies wrote: the county's own row and the other's differ from seq on.
CREATE TABLE fork (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (station, epoch, seq)
);

-- How many rounds the station of a request has made since it asked, or since a place was
-- granted for it: who asked and does not come back must not strand a place.
CREATE TABLE waiting (
	request TEXT PRIMARY KEY,
	rounds  INTEGER NOT NULL
);
