-- The county's word for each (station, epoch) of this folder, to be shown to a county that was
-- restored from a backup older than the enrolment.
CREATE TABLE cert (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	bytes   BLOB    NOT NULL, -- wire.Cert
	PRIMARY KEY (station, epoch)
);
