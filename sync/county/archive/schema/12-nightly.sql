-- How the last nightly backup went, and where its key lies: for whoever looks at health or at the page of the day.
-- No row where serve makes none.
CREATE TABLE nightly (
	id       INTEGER PRIMARY KEY CHECK (id = 1),
	at       INTEGER NOT NULL, -- milliseconds; 0 while none was tried
	code     TEXT    NOT NULL, -- why it does not count; '' where it does
	key_here INTEGER NOT NULL  -- 1: what opens the backups lies in the county's folder, or with them
);
