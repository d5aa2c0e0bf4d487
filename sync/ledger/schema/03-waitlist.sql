-- An entry of the waitlist is a request that lasts: it does not go stale when its worker does not
-- come back. It ends by a match of the worker, by its withdrawal, or with the posting.
ALTER TABLE request ADD COLUMN lasting INTEGER NOT NULL DEFAULT 0;
