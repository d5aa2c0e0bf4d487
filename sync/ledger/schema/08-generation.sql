-- The generations of the county that were heard of; a county that was never restored has none
-- here and is in its first.
CREATE TABLE generation (
	gen INTEGER PRIMARY KEY
);
