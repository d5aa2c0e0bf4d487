-- What only a station keeps, beside its journal and the ledger.

-- Facts about this installation, one row each: county number and keys, name, URL, cursors.
CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value BLOB NOT NULL
);

-- Every (station, epoch) this folder has written as. The newest one with current = 1 writes;
-- older ones stay until the county has all of their facts.
CREATE TABLE origin (
	station INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	sign    BLOB    NOT NULL, -- Ed25519 seed
	current INTEGER NOT NULL,
	acked   INTEGER NOT NULL DEFAULT 0, -- the county proved that it has up to here
	next_id INTEGER NOT NULL DEFAULT 1,
	last_at INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (station, epoch)
);

-- One paper to print is one row, written in the transaction of what it shows (I7).
CREATE TABLE print_job (
	id      INTEGER PRIMARY KEY,
	match   TEXT    NOT NULL, -- '' for the slip of a posting
	posting TEXT    NOT NULL,
	code    TEXT    NOT NULL, -- what the QR holds
	nonce   INTEGER NOT NULL,
	copy    INTEGER NOT NULL DEFAULT 0, -- 补打
	state   TEXT    NOT NULL DEFAULT 'queued', -- queued, sending, unconfirmed, printed, failed
	made_at INTEGER NOT NULL,
	why     TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX print_job_state ON print_job (state);
CREATE INDEX print_job_match ON print_job (match);

-- Lookup by phone without keeping the phone: HMAC-SHA256 under a key that never leaves.
CREATE TABLE phone_index (
	blind  BLOB NOT NULL,
	worker TEXT NOT NULL,
	PRIMARY KEY (blind, worker)
);
CREATE TABLE employer_phone (
	blind    BLOB NOT NULL,
	employer TEXT NOT NULL,
	PRIMARY KEY (blind, employer)
);

-- Wrong PINs are counted before the check, so that pulling the plug gains nothing.
CREATE TABLE pin_tries (
	id    INTEGER PRIMARY KEY CHECK (id = 1),
	wrong INTEGER NOT NULL,
	since INTEGER NOT NULL -- milliseconds
);
INSERT INTO pin_tries (id, wrong, since) VALUES (1, 0, 0);
