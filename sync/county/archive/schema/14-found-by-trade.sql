-- An office looks for the postings of a trade among all that are over.
CREATE INDEX archive_posting_trade ON posting (trade, opened_at);
