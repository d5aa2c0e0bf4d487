-- Pages of the offices look for an employer's postings and for the complaints about them, in a year of a city.
-- The tables are the ledger's; a migration there that makes one of them anew has to make its index anew here.
CREATE INDEX archive_posting_employer ON posting (employer);
CREATE INDEX archive_complaint_posting ON complaint (posting) WHERE posting <> '';
