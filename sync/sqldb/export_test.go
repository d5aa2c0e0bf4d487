package sqldb

// Kept is how many statements the readers keep, for tests.
func (d *DB) Kept() (n int) {
	for _, s := range d.r.idle {
		n += len(s.kept)
	}
	return n
}
