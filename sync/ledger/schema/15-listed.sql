-- Where each station listed last what it holds in a new generation of the county.
CREATE TABLE listed (
	station INTEGER PRIMARY KEY,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL
);
