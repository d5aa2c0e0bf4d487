-- Wordings of the agreement that worker and employer sign. Of one area the greatest seq stands; area ''
-- is everywhere.
CREATE TABLE agreement (
	id   TEXT PRIMARY KEY,
	area TEXT    NOT NULL,
	body BLOB    NOT NULL, -- record.Agreement
	at   INTEGER NOT NULL,
	seq  INTEGER NOT NULL
);
