-- What the county says of a posting that some program let through and that must not be published,
-- or lets go again. The last word stands. While held is 1, the posting's state is 'withheld' unless
-- it is closed: it stands in no list of open ones, and nobody gives its places.
CREATE TABLE withheld (
	posting TEXT PRIMARY KEY,
	held    INTEGER NOT NULL,
	codes   TEXT    NOT NULL, -- of the findings, joined by blanks
	seq     INTEGER NOT NULL
);
