-- Stations that are answered no more, because their machine may be in wrong hands.
CREATE TABLE revoked (
	station INTEGER PRIMARY KEY,
	at      INTEGER NOT NULL -- milliseconds
);
