-- What the county or its staff said of matches.

-- Taken by a holder that had not heard of the close. It stands.
ALTER TABLE match ADD COLUMN late INTEGER NOT NULL DEFAULT 0;

-- Whom the county takes to be first of two on one place; the newest word stands.
CREATE TABLE winner (
	posting TEXT    NOT NULL,
	place   INTEGER NOT NULL,
	match   TEXT    NOT NULL,
	epoch   INTEGER NOT NULL, seq INTEGER NOT NULL, -- of the county's fact
	PRIMARY KEY (posting, place)
);

-- Conflicts that staff have decided: the matches that they knew of, joined by blanks.
CREATE TABLE settled (
	kind    TEXT NOT NULL,
	matches TEXT NOT NULL,
	PRIMARY KEY (kind, matches)
);
