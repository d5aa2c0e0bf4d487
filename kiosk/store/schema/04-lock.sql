-- Which key of the file station.key closes the secrets in this database: persons' keys, the key
-- that unwraps those which the county sends, and that of the phone index. The file of the
-- database alone opens none of them. No row: an older program wrote them open.
CREATE TABLE lock (
	id          INTEGER PRIMARY KEY CHECK (id = 1),
	fingerprint BLOB NOT NULL -- 8 bytes
);
