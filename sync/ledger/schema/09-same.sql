-- What staff at the county know of who is who. One row for each two registrations that they spoke
-- of, a before b; the newest word stands. keep is the one of them that is shown for the person,
-- '' says that they are two persons.
CREATE TABLE same (
	a     TEXT NOT NULL,
	b     TEXT NOT NULL,
	keep  TEXT NOT NULL,
	epoch INTEGER NOT NULL, seq INTEGER NOT NULL, -- of the county's fact
	PRIMARY KEY (a, b)
);
CREATE INDEX same_b ON same (b);

-- What follows from it: every registration of a person who has several, and the one that is shown.
CREATE TABLE merged (
	worker TEXT PRIMARY KEY,
	keep   TEXT NOT NULL
);
CREATE INDEX merged_keep ON merged (keep);
