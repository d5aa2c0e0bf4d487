-- Where a complaint from the county's page is dealt with that belongs to no station: in a county, as the page or whoever wrote
-- it said, or in the city. Those of before this table have no row.
CREATE TABLE complaint_place (
	complaint TEXT PRIMARY KEY,
	area      TEXT NOT NULL
) WITHOUT ROWID;
