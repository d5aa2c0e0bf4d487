-- Places that nobody may give before staff have looked: a fact about them could not be used. thing
-- is a posting, or a match, whose place is meant; place 0 stands for all places of a posting.
CREATE TABLE blocked (
	thing   TEXT    NOT NULL,
	place   INTEGER NOT NULL,
	station INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, -- of the fact
	PRIMARY KEY (thing, place, station, epoch, seq)
);

-- Facts of the quarantine that staff have looked at.
CREATE TABLE passed (
	station INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
	PRIMARY KEY (station, epoch, seq)
);

-- Persons whose key was destroyed; it is never kept again, whoever still sends it.
CREATE TABLE erased (
	tag BLOB PRIMARY KEY
);
