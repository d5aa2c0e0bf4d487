-- One row a commit that gave out revs: the last of them and something that nobody can guess. A
-- station shows the row of its cursor; a county that was rolled back does not have it.
CREATE TABLE mark (
	rev   INTEGER PRIMARY KEY,
	nonce BLOB NOT NULL
);

-- Numbers that are never given out, because a lost past of the county may have given them.
CREATE TABLE reserved (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	PRIMARY KEY (station, epoch)
);
CREATE VIEW given AS SELECT station, epoch FROM epoch UNION ALL SELECT station, epoch FROM reserved;

-- The epochs that may hold places which this generation has forgotten, and the seq at which each
-- has listed its holdings since; NULL while it has not. Epochs enrolled since are not here.
CREATE TABLE listing (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER,
	PRIMARY KEY (station, epoch)
);

-- Backups that were read back and found whole. Stations keep whatever is newer than the second
-- newest of them; nothing is pruned yet.
CREATE TABLE backup (
	id  INTEGER PRIMARY KEY,
	gen INTEGER NOT NULL,
	rev INTEGER NOT NULL, -- the last in it
	at  INTEGER NOT NULL  -- milliseconds
);
