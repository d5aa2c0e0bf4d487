-- The work that an employer asked for last, and its record, are looked up at the desk.
CREATE INDEX posting_employer ON posting (employer, opened_at);
-- The numbers of a station are counted by day.
CREATE INDEX match_at ON match (at);
