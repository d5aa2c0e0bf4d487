-- What each station said last of itself, in a hello or a bundle: how far it has pulled, and
-- which journals its folder holds. serial is that of its newest bundle.
CREATE TABLE told (
	station  INTEGER NOT NULL,
	epoch    INTEGER NOT NULL,
	gen      INTEGER NOT NULL,
	rev      INTEGER NOT NULL,
	serial   INTEGER NOT NULL DEFAULT 0,
	journals BLOB    NOT NULL, -- CBOR array of record.Ref with number 1
	PRIMARY KEY (station, epoch)
);
