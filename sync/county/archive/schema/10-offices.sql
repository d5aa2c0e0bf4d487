-- People of the offices who use the county's pages. These are rows and no facts: a county that is
-- restored from an older backup has the accounts of that day.
CREATE TABLE officer (
	account  TEXT PRIMARY KEY, -- what they sign in with, in small letters
	title    TEXT    NOT NULL, -- what the page calls them: 县人社局 张科长
	area     TEXT    NOT NULL, -- what they see is in it; its tier is their level
	station  INTEGER NOT NULL, -- they see this station alone; 0: all of the area
	secret   TEXT    NOT NULL, -- argon2id, PHC string
	once     INTEGER NOT NULL, -- the password was given out and is to be replaced
	closed   INTEGER NOT NULL DEFAULT 0,
	made_at  INTEGER NOT NULL, -- milliseconds
	made_by  TEXT    NOT NULL
);

-- Who is signed in. The token itself is in the browser alone. A session of an earlier generation
-- of the county is void: its account may have been closed since.
CREATE TABLE office_session (
	token    BLOB PRIMARY KEY, -- SHA-256
	account  TEXT    NOT NULL,
	proof    TEXT    NOT NULL, -- what each of its forms carries
	gen      INTEGER NOT NULL,
	began_at INTEGER NOT NULL, -- milliseconds
	seen_at  INTEGER NOT NULL
);
CREATE INDEX office_session_account ON office_session (account);

-- Tries to sign in that were wrong, or are being looked at: by account and by address. They are
-- deleted when they count no more.
CREATE TABLE office_try (
	id  INTEGER PRIMARY KEY,
	who TEXT    NOT NULL,
	at  INTEGER NOT NULL -- milliseconds
);
CREATE INDEX office_try_who ON office_try (who, at);

-- What people of the offices did and saw, with no word of anybody's data. Rows are only ever added.
CREATE TABLE deed (
	id      INTEGER PRIMARY KEY,
	at      INTEGER NOT NULL, -- milliseconds
	account TEXT    NOT NULL,
	what    TEXT    NOT NULL, -- settle, reveal, account.new …
	subject TEXT    NOT NULL, -- an identifier
	words   TEXT    NOT NULL  -- the reason, or what was decided
);
CREATE INDEX deed_subject ON deed (what, subject);
