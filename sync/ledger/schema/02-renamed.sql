-- What a copy of a station's disk calls by another name since it went on under a new epoch. The
-- old name may be in use by the other copy, for something else.
CREATE TABLE renamed (
	old TEXT NOT NULL,
	new TEXT NOT NULL,
	PRIMARY KEY (old, new)
);
