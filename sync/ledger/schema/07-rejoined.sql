-- A folder that becomes another station or epoch says again who waits there. root is the first
-- entry of such a row, so that a withdrawal of any of them (two copies of a disk each say theirs)
-- ends all.
ALTER TABLE request ADD COLUMN root TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
CREATE INDEX request_root ON request (root);
UPDATE request SET root = id;
