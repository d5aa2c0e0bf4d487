package sqldb

// SetSecret gives this database a key that is not in its file, for those who close values in its
// rows. It is given once, before the transactions that need it; without one values lie open.
func (d *DB) SetSecret(key []byte) { d.secret = key }

// Secret is what SetSecret was given, nil when nothing was.
func (t *Tx) Secret() []byte { return t.secret }
