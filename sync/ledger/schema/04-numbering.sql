-- Places are numbered by the opener, and by the county once the opener's epoch is over. What the
-- county says then stands over what may still come from the opener: by is the county's epoch, 0
-- for the opener.
ALTER TABLE posting ADD COLUMN heads_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE place ADD COLUMN withdrawn_by INTEGER NOT NULL DEFAULT 0;

-- Another headcount, asked for where places are not numbered.
CREATE TABLE heads_ask (
	id      TEXT PRIMARY KEY,
	posting TEXT    NOT NULL,
	heads   INTEGER NOT NULL,
	station INTEGER NOT NULL, epoch INTEGER NOT NULL, n INTEGER NOT NULL -- the identifier taken apart
);
CREATE INDEX heads_ask_posting ON heads_ask (posting);

-- Which of them were executed. A revision may come before the wish that it answers.
CREATE TABLE heads_answer (
	ask TEXT PRIMARY KEY
);

-- Cancels asked for and not executed yet.
CREATE INDEX match_asked ON match (station, epoch) WHERE asked <> '' AND state IN ('taken', 'arrived');
