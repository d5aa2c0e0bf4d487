-- Papers beside slips: paper says which, '' is a slip, and about names what it shows (a complaint).
ALTER TABLE print_job ADD COLUMN paper TEXT NOT NULL DEFAULT '';
ALTER TABLE print_job ADD COLUMN about TEXT NOT NULL DEFAULT '';

-- Who has wished to learn what, by phone, as in phone_index.
CREATE TABLE wished (
	blind    BLOB NOT NULL,
	training TEXT NOT NULL,
	wish     TEXT NOT NULL,
	PRIMARY KEY (blind, training)
);
