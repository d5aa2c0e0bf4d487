package sqldb_test

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"yizhan/sync/sqldb"
	"yizhan/sync/sqldb/powercut"
)

var cuts = flag.Int("cuts", 200, "how many power cuts are simulated")

// ledgers is a database in which transaction n writes to three tables, of which none may have
// more of it than another.
type ledgers struct {
	update func(func(transaction) error) error
	close  func() error
}

// transaction is the product's or, for what the product does not do, database/sql's.
type transaction interface {
	Exec(query string, args ...any) (sql.Result, error)
	QueryRow(query string, args ...any) *sql.Row
}

func of(db *sqldb.DB) ledgers {
	return ledgers{close: db.Close, update: func(f func(transaction) error) error {
		return db.Update(context.Background(), func(tx *sqldb.Tx) error { return f(tx) })
	}}
}

// said is a transaction whose commit returned before the change after moment.
type said struct{ n, moment int }

var errUndone = errors.New("undone")

func (l ledgers) add(n int, note []byte, undo bool) error {
	return l.update(func(tx transaction) error {
		for _, step := range []struct {
			statement string
			args      []any
		}{
			{`INSERT INTO entry (n, note) VALUES (?, ?)`, []any{n, note}},
			{`INSERT INTO size (n, bytes) VALUES (?, ?)`, []any{n, len(note)}},
			{`UPDATE total SET n = n + 1, bytes = bytes + ?`, []any{len(note)}},
		} {
			if _, err := tx.Exec(step.statement, step.args...); err != nil {
				return err
			}
		}
		if undo {
			return errUndone
		}
		return nil
	})
}

const ledgersSchema = `CREATE TABLE entry (n INTEGER PRIMARY KEY, note BLOB); CREATE TABLE size (n INTEGER PRIMARY KEY, bytes INTEGER);
	CREATE TABLE total (n INTEGER, bytes INTEGER); INSERT INTO total VALUES (0, 0)`

// write plays random transactions, large and small, some undone, the file now and then closed
// so that its log goes into it, and gives what was said. Transactions count from 1.
func write(t *testing.T, d *powercut.Disk, seed uint64, transactions int, open func() ledgers) []said {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 1))
	l := open()
	err := l.update(func(tx transaction) error { _, err := tx.Exec(ledgersSchema); return err })
	out := []said{{0, d.Moment()}}
	for n := 1; n <= transactions && err == nil; n++ {
		note := make([]byte, rnd.IntN([]int{10, 1000, 60_000}[rnd.IntN(3)]))
		for i := range note {
			note[i] = byte(rnd.Uint32())
		}
		if rnd.IntN(8) == 0 {
			if err := l.add(n, note, true); !errors.Is(err, errUndone) {
				t.Fatalf("undo transaction %d: %v", n, err)
			}
		}
		err = l.add(n, note, false)
		out = append(out, said{n, d.Moment()})
		if rnd.IntN(40) == 0 {
			err = errors.Join(err, l.close())
			l = open()
		}
	}
	if err := errors.Join(err, l.close()); err != nil {
		t.Fatal(err)
	}
	return out
}

// look opens what a cut left, as the product does, and gives how many transactions are there.
// None may be there in part, and the file must be sound and go on working.
func look(t *testing.T, d *powercut.Disk) (there int) {
	t.Helper()
	db, err := sqldb.Open(filepath.Join(d.Folder("station"), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	err = db.View(context.Background(), func(tx *sqldb.Tx) error {
		var sound string
		if err := tx.QueryRow(`PRAGMA integrity_check`).Scan(&sound); err != nil || sound != "ok" {
			return fmt.Errorf("the file is not sound: %s %v", sound, err)
		}
		var tables int
		if err := tx.QueryRow(`SELECT COUNT(*) FROM sqlite_schema`).Scan(&tables); err != nil || tables == 0 {
			there = -1
			return err
		}
		var most, sizes, total, entryBytes, sizeBytes, totalBytes int
		err := tx.QueryRow(`SELECT COUNT(*), COALESCE(MAX(n), 0), COALESCE(SUM(LENGTH(note)), 0) FROM entry`).Scan(&there, &most, &entryBytes)
		err = errors.Join(err, tx.QueryRow(`SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM size`).Scan(&sizes, &sizeBytes))
		err = errors.Join(err, tx.QueryRow(`SELECT n, bytes FROM total`).Scan(&total, &totalBytes))
		if err == nil && (most != there || sizes != there || total != there || sizeBytes != entryBytes || totalBytes != entryBytes) {
			err = fmt.Errorf("%d entries up to %d, %d sizes, total %d; %d, %d and %d bytes", there, most, sizes, total, entryBytes, sizeBytes, totalBytes)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if there >= 0 {
		if err := of(db).add(there+1, []byte("after the cut"), false); err != nil {
			t.Fatalf("write after the cut: %v", err)
		}
	}
	return there
}

// lost cuts the power at moments spread over the past and counts the transactions that were
// said and are gone.
func lost(t *testing.T, d *powercut.Disk, history []said, cuts int) (gone int) {
	t.Helper()
	for i, moment := range d.Spread(cuts) {
		after := d.Cut(moment, uint64(i))
		there := look(t, after)
		after.Close()
		if t.Failed() {
			t.Fatalf("cut after change %d, seed %d", moment, i)
		}
		told := -1
		for _, s := range history {
			if s.moment <= moment {
				told = s.n
			}
		}
		if there > told+1 {
			t.Fatalf("%d transactions after change %d, of which %d were said", there, moment, told)
		}
		gone += max(0, told-there)
	}
	return gone
}

// I1: what Update said is there after a power cut at any moment, whole, and what it did not
// say is there whole or not at all.
func TestPowerCut(t *testing.T) {
	for _, sector := range []int{512, 4096} {
		t.Run(fmt.Sprint(sector), func(t *testing.T) {
			d := powercut.New(t, sector)
			history := write(t, d, uint64(sector), 120, func() ledgers {
				db, err := sqldb.Open(filepath.Join(d.Folder("station"), "x.db"))
				if err != nil {
					t.Fatal(err)
				}
				return of(db)
			})
			gone := lost(t, d, history, *cuts/2)
			t.Logf("%d cuts over %d changes of %d transactions: %d lost", *cuts/2, d.Moment(), len(history), gone)
			if gone > 0 {
				t.Errorf("%d transactions that were said are lost", gone)
			}
		})
	}
}

// TestPowerCut with synchronous(NORMAL), which the product must not use: it loses what it said.
// Were it to lose nothing here, that test would prove nothing.
func TestPowerCutSeesLosses(t *testing.T) {
	d := powercut.New(t, 512)
	history := write(t, d, 1, 120, func() ledgers {
		dsn := "file:" + filepath.Join(d.Folder("station"), "x.db") + "?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"
		db, err := sql.Open("sqlite", dsn)
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		return ledgers{close: db.Close, update: func(f func(transaction) error) error {
			tx, err := db.Begin()
			if err != nil {
				return err
			}
			if err := f(tx); err != nil {
				return errors.Join(err, tx.Rollback())
			}
			return tx.Commit()
		}}
	})
	gone := lost(t, d, history, 40)
	t.Logf("40 cuts over %d changes of %d transactions: %d lost", d.Moment(), len(history), gone)
	if gone == 0 {
		t.Error("NORMAL loses nothing: the disk forgets too little")
	}
}
