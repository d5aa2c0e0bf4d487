-- How far the county's own journals of earlier generations are known to be whole. What it said
-- after that may be lost, and comes back from stations that heard it.
CREATE TABLE intact (
	epoch INTEGER PRIMARY KEY, -- a generation
	seq   INTEGER NOT NULL
);

-- Words that came back and could not take their old place, because after a roll-back that nobody
-- noticed the county had said something else under that seq: they were said again, once.
CREATE TABLE said_again (
	epoch INTEGER NOT NULL,
	seq   INTEGER NOT NULL,
	fact  BLOB    NOT NULL,
	PRIMARY KEY (epoch, seq, fact)
);
