package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

func open(t testing.TB) *sqldb.DB {
	t.Helper()
	d, err := sqldb.Open(filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	if err := errors.Join(d.Migrate(t.Context(), "journal", journal.Schema()), d.Migrate(t.Context(), "ledger", ledger.Schema())); err != nil {
		t.Fatal(err)
	}
	return d
}

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

var errUndo = errors.New("undo")

// scratch runs f in a transaction that leaves nothing behind, so that many cases share one
// database.
func scratch(t failer, d *sqldb.DB, f func(l *book)) {
	t.Helper()
	ctx := context.Background()
	err := d.Update(ctx, func(tx *sqldb.Tx) error {
		f(&book{t, ctx, tx})
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatalf("%v", err)
	}
}

// book is a ledger inside a running transaction.
type book struct {
	t   failer
	ctx context.Context
	tx  *sqldb.Tx
}

// feed takes entries in as a station or the county does: what is here already is passed over.
func (b *book) feed(entries ...journal.Entry) (outcomes []ledger.Outcome) {
	b.t.Helper()
	for _, e := range entries {
		if has, err := journal.Between(b.ctx, b.tx, e.Origin, e.Seq, e.Seq); err != nil {
			b.t.Fatalf("%v", err)
		} else if len(has) > 0 {
			continue
		}
		kind, thing := record.Kind("?"), ""
		if f, err := record.Decode(e.Bytes); err == nil {
			kind, thing = f.Kind, f.ID.String()
		}
		if err := journal.Put(b.ctx, b.tx, e, kind, thing, ""); err != nil {
			b.t.Fatalf("%v", err)
		}
		out, err := ledger.Take(b.ctx, b.tx, e)
		if err != nil {
			b.t.Fatalf("take %s of %s in journal %s: %v", kind, thing, e.Origin, err)
		}
		outcomes = append(outcomes, out)
	}
	return outcomes
}

// picture is every table that facts make, row by row.
func (b *book) picture() string {
	b.t.Helper()
	tables := b.rows(`SELECT name FROM sqlite_master WHERE type = 'table'
		AND name NOT IN ('schema_version', 'fact', 'parked', 'quarantine') ORDER BY name`)
	var out strings.Builder
	for _, table := range tables {
		for _, row := range b.rows(`SELECT * FROM ` + table) {
			fmt.Fprintf(&out, "%s %s\n", table, row)
		}
	}
	return out.String()
}

// rows gives the rows of a query as text, sorted.
func (b *book) rows(query string, args ...any) []string {
	b.t.Helper()
	rows, err := b.tx.Query(query, args...)
	if err != nil {
		b.t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		b.t.Fatalf("%v", err)
	}
	var out []string
	for rows.Next() {
		cells, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			to[i] = &cells[i]
		}
		if err := rows.Scan(to...); err != nil {
			b.t.Fatalf("%v", err)
		}
		row := make([]string, len(cells))
		for i, c := range cells {
			if raw, ok := c.([]byte); ok {
				c = fmt.Sprintf("%x", raw)
			}
			row[i] = fmt.Sprint(c)
		}
		out = append(out, strings.Join(row, " | "))
	}
	if err := rows.Err(); err != nil {
		b.t.Fatalf("%v", err)
	}
	slices.Sort(out)
	return out
}

// one gives the only row of a query.
func (b *book) one(query string, args ...any) string {
	b.t.Helper()
	rows := b.rows(query, args...)
	if len(rows) != 1 {
		b.t.Fatalf("%s: %d rows", query, len(rows))
	}
	return rows[0]
}

// pen writes journals: each fact gets the next seq of its maker.
type pen struct {
	seqs    map[market.Origin]uint64
	entries []journal.Entry
}

func newPen() *pen { return &pen{seqs: map[market.Origin]uint64{}} }

// write adds a fact of o and gives its entry.
func (p *pen) write(o market.Origin, kind record.Kind, id market.Ref, base uint64, body any, boxes ...record.Box) journal.Entry {
	raw, err := record.Marshal(body)
	if err != nil {
		panic(err) // bodies of tests can be written
	}
	p.seqs[o]++
	f := record.Fact{Kind: kind, ID: id, At: int64(1000 + len(p.entries)), Base: base, By: "self", Body: raw, Boxes: boxes}
	stored, err := f.Encode()
	if err != nil {
		panic(err)
	}
	e := journal.Entry{Origin: o, Seq: p.seqs[o], Bytes: stored}
	p.entries = append(p.entries, e)
	return e
}

func refOf(r market.Ref) record.Ref { return record.Ref{Station: r.Station, Epoch: r.Epoch, N: r.N} }
