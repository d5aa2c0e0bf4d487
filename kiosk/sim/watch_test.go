package sim

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
)

// unchanged says whether do left every row of the county's database as it was. SQLite itself
// says whether anything was committed meanwhile; only then are all rows read, those of before
// from a transaction that began before. Reading them each time made a large county's play
// grow with the square of its days.
func (s *server) unchanged(do func()) (same bool) {
	s.w.must(func() error {
		teller, err := s.watch.Conn(ctx) // the count of commits is told to each connection anew
		if err != nil {
			return err
		}
		defer teller.Close()
		before, err := s.watch.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		defer func() { _ = before.Rollback() }() // nothing to keep
		var first, then int
		const commits = `PRAGMA data_version`
		if err := teller.QueryRowContext(ctx, commits).Scan(&first); err != nil {
			return err
		}
		if err := before.QueryRowContext(ctx, `SELECT COUNT(*) FROM sqlite_master`).Scan(new(int)); err != nil {
			return err // the first read is what the transaction sees from now on
		}
		do()
		if err := teller.QueryRowContext(ctx, commits).Scan(&then); err != nil {
			return err
		}
		if same = first == then; same {
			return nil
		}
		after, err := s.watch.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		defer func() { _ = after.Rollback() }() // nothing to keep
		was, err := fingerprint(before)
		if err != nil {
			return err
		}
		is, err := fingerprint(after)
		same = is == was
		return err
	}(), "look at the county")
	return same
}

// fingerprint is everything that stands in a database, as one number.
func fingerprint(tx querier) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	tables, err := rows(tx, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		return sum, err
	}
	for _, name := range tables {
		all, err := rows(tx, `SELECT * FROM "`+name+`"`)
		if err != nil {
			return sum, err
		}
		fmt.Fprintln(h, name, all)
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
