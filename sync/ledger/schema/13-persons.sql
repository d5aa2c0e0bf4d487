-- What was said of a person beside the registration; every row is named after that.

-- The newest version of the notice that the person agreed to.
CREATE TABLE consent (
	worker TEXT PRIMARY KEY,
	notice INTEGER NOT NULL
);

-- What the person looks for. (revision, rev_station, rev_epoch, rev_seq) settles which stands.
CREATE TABLE wishes (
	worker TEXT PRIMARY KEY,
	trades TEXT NOT NULL, -- ids joined by blanks
	reach  TEXT NOT NULL,
	free   TEXT NOT NULL,
	box    BLOB NOT NULL, -- sealed record.Hardship, under the worker's own tag
	revision INTEGER NOT NULL, rev_station INTEGER NOT NULL, rev_epoch INTEGER NOT NULL, rev_seq INTEGER NOT NULL
);

-- The card that stands for a registration. It may be here before the registration, or without it.
CREATE TABLE card (
	worker TEXT PRIMARY KEY,
	digest BLOB, -- market.CardDigest; NULL: the card ended without another
	revision INTEGER NOT NULL, rev_station INTEGER NOT NULL, rev_epoch INTEGER NOT NULL, rev_seq INTEGER NOT NULL
);
CREATE INDEX card_digest ON card (digest);
