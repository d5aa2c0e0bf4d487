-- Epochs that an operator fenced, because their disk is dead or not to be trusted: they are
-- frozen, and their free places are the county's, also those that come free later.
CREATE TABLE fenced (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	at      INTEGER NOT NULL, -- milliseconds
	PRIMARY KEY (station, epoch)
);
