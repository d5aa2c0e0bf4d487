-- The epoch of the same station that this one came after; NULL for those enrolled with a code.
ALTER TABLE epoch ADD COLUMN after INTEGER;
