-- lost: the past of this journal was given up; another copy writes it, or nobody does. Nothing
-- is written to it any more. restored: this database was put back from a backup, so no place is
-- given until the next epoch.
ALTER TABLE origin ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE origin ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;

-- What this copy wrote after the past that it shares with the county, as it was. The facts were
-- sent again under a new epoch.
CREATE TABLE given_up (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	bytes   BLOB    NOT NULL,
	hash    BLOB    NOT NULL,
	PRIMARY KEY (station, epoch, seq, hash)
);
