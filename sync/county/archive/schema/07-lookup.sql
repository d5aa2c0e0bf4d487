-- The blind index of workers: HMAC-SHA256 of what they are looked up by, under a key that never
-- leaves the county. Its values are in no fact.
CREATE TABLE blind (
	value  BLOB NOT NULL,
	worker TEXT NOT NULL,
	what   TEXT NOT NULL, -- phone, id_number, phone_name
	PRIMARY KEY (value, worker)
);
CREATE INDEX blind_worker ON blind (worker);

-- Facts that single stations have, beside those whose scope they are in.
CREATE TABLE addressed (
	receiver INTEGER NOT NULL, -- station
	station  INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, -- the fact
	PRIMARY KEY (receiver, station, epoch, seq)
);
CREATE INDEX addressed_fact ON addressed (station, epoch, seq);

-- Every lookup that was answered: who asked, when, and whom they were told of. What they asked
-- with is not kept.
CREATE TABLE lookup (
	id      INTEGER PRIMARY KEY,
	station INTEGER NOT NULL, epoch INTEGER NOT NULL,
	at      INTEGER NOT NULL, -- milliseconds
	worker  TEXT    NOT NULL  -- '': nobody
);
CREATE INDEX lookup_station ON lookup (station, at);
