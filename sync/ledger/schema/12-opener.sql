-- A round asks for what this station itself has opened, also where it knows a hundred thousand
-- postings of others.
CREATE INDEX posting_opener ON posting (station, epoch, state);
