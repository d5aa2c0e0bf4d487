-- Who a worker is: the same blind value for who registered twice. It never leaves the county.
CREATE TABLE identity (
	worker TEXT PRIMARY KEY,
	person BLOB NOT NULL
);
CREATE INDEX identity_person ON identity (person);
