package archive

import (
	"context"
	"fmt"
	"time"

	"yizhan/sync/sqldb"
)

// Deed is what somebody of an office did or saw.
type Deed struct {
	At      time.Time
	Account string // "" the operator of the machine
	What    string
	Subject string
	Words   string
}

// note adds a deed in the transaction of what was done.
func (a *Archive) note(ctx context.Context, tx *sqldb.Tx, account, what, subject, words string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO deed (at, account, what, subject, words) VALUES (?, ?, ?, ?, ?)`,
		a.now().UnixMilli(), account, what, subject, words)
	if err != nil {
		return fmt.Errorf("note %s of %s: %w", what, subject, err)
	}
	return nil
}

// Deeds gives the newest deeds of the accounts that o may look after, and o's own.
func (a *Archive) Deeds(ctx context.Context, o Officer, most int) ([]Deed, error) {
	var out []Deed
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		first, last := o.Area.Span()
		return each(ctx, tx, func(scan func(...any) error) error {
			var d Deed
			var r Reach
			var at int64
			if err := scan(&at, &d.Account, &d.What, &d.Subject, &d.Words, &r.Area, &r.Station); err != nil {
				return err
			}
			if d.Account == o.Account || o.Above(r) {
				d.At = time.UnixMilli(at)
				out = append(out, d)
			}
			return nil
		}, `SELECT d.at, d.account, d.what, d.subject, d.words, f.area, f.station FROM deed d JOIN officer f ON f.account = d.account
			WHERE f.area BETWEEN ? AND ? ORDER BY d.id DESC LIMIT ?`, string(first), string(last), most)
	})
	return out, err
}

type deedKey struct{}

// By lets what is written with the context be the deed of somebody of an office: the facts say so,
// and the deed is noted in the same transaction.
func By(ctx context.Context, d Deed) context.Context { return context.WithValue(ctx, deedKey{}, d) }

// Beside is ctx for work that nobody asked for, such as counting: it is no deed.
func Beside(ctx context.Context) context.Context { return context.WithValue(ctx, deedKey{}, nil) }

// deedOf gives the deed that a context is of.
func deedOf(ctx context.Context) (Deed, bool) {
	d, ok := ctx.Value(deedKey{}).(Deed)
	return d, ok
}

// sayer is whom the county's facts name as their maker.
func sayer(ctx context.Context) string {
	if d, ok := deedOf(ctx); ok {
		return d.Account
	}
	return "county"
}

// done notes the deed that a writing transaction is of, if it is of one.
func (w *writer) done() error {
	d, ok := deedOf(w.ctx)
	if !ok {
		return nil
	}
	return w.a.note(w.ctx, w.tx, d.Account, d.What, d.Subject, d.Words)
}
