package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Pages for offices show people masked. Whoever needs the number asks for it with a reason, and
// that is a fact of the county's journal and a deed (Reveal). While a restored county reconciles,
// pages show nobody: who is in the backup may have been erased since.

// Masked is somebody as a list shows them; both are empty for who was erased.
type Masked struct{ Called, Phone string }

// shade opens boxes for lists.
type shade struct {
	ctx  context.Context
	tx   *sqldb.Tx
	hide bool // a restored county reconciles
}

func newShade(ctx context.Context, tx *sqldb.Tx) (*shade, error) {
	open, err := getMeta(ctx, tx, "reconcile")
	return &shade{ctx, tx, len(open) > 0}, err
}

// open decrypts a box into v, and leaves v as it is where nobody is to be shown.
func (s *shade) open(tag, box []byte, v any) error {
	if s.hide {
		return nil
	}
	return openOr(s.ctx, s.tx, tag, box, v)
}

// worker gives how somebody who registered is shown.
func (s *shade) worker(tag, box []byte) (m Masked, err error) {
	var p record.Person
	if err := s.open(tag, box, &p); err != nil {
		return m, err
	}
	return masked(p.Name, p.Phone), nil
}

func masked(name, phone string) Masked {
	m := Masked{Called: market.MaskName(name)}
	if phone != "" {
		m.Phone = market.MaskPhone(phone)
	}
	return m
}

// Shown is somebody whom an office looked at in full.
type Shown struct {
	Name, Phone string
	Need        []market.Hardship // of somebody to help
	Words       string            // what staff wrote about it
}

// there says whether there was anything to show.
func (s Shown) there() bool { return s.Name != "" || s.Phone != "" }

// boxes says where the box of each kind of thing lies that may be shown.
var boxes = map[string]struct {
	query string
	open  func(s *shade, tag, box []byte) (Shown, error)
}{
	"worker": {`SELECT tag, box FROM worker WHERE id = ?`, func(s *shade, tag, box []byte) (Shown, error) {
		var p record.Person
		err := s.open(tag, box, &p)
		return Shown{Name: p.Name, Phone: p.Phone}, err
	}},
	"help": {`SELECT w.tag, w.box FROM help h JOIN worker w ON w.id = h.worker WHERE w.id = ?`, func(s *shade, tag, box []byte) (Shown, error) {
		var p record.Person
		err := s.open(tag, box, &p)
		return Shown{Name: p.Name, Phone: p.Phone}, err
	}},
	"complaint": {`SELECT tag, box FROM complaint WHERE id = ?`, func(s *shade, tag, box []byte) (Shown, error) {
		var c record.Caller
		err := s.open(tag, box, &c)
		return Shown{Name: c.Called, Phone: c.Phone}, err
	}},
	"proposal": {`SELECT tag, box FROM proposal WHERE id = ?`, func(s *shade, tag, box []byte) (Shown, error) {
		var c record.Proposer
		err := s.open(tag, box, &c)
		return Shown{Name: c.Called, Phone: c.Phone}, err
	}},
	"employer": {`SELECT contact_tag, contact FROM employer WHERE id = ?`, func(s *shade, tag, box []byte) (Shown, error) {
		var c record.Contact
		err := s.open(tag, box, &c)
		return Shown{Name: c.Called, Phone: c.Phone}, err
	}},
}

// need adds what staff confirmed of somebody to help.
func (s *shade) need(worker string, tag []byte, out *Shown) error {
	var box []byte
	if err := s.tx.QueryRowContext(s.ctx, `SELECT box FROM help WHERE worker = ?`, worker).Scan(&box); err != nil {
		return fmt.Errorf("read help of %s: %w", worker, err)
	}
	var n record.Need
	err := s.open(tag, box, &n)
	out.Need, out.Words = n.Hardships, n.Words
	return err
}

// Reveal gives name and phone of a worker, of somebody to help with what was confirmed of them, of who
// complained, of who handed a posting in or of an employer (kind), and writes down who looked, when and why before it does. ctx must be By the
// officer. It refuses with required without a reason, with not_found for what is not there or was
// erased, and with reconciling.
func (a *Archive) Reveal(ctx context.Context, kind, id, why string) (Shown, error) {
	var out Shown
	why, err := market.Words(why, true)
	if err != nil {
		return out, &market.Error{Code: market.Code(err), Field: "reason"}
	}
	what, ok := boxes[kind]
	ref, bad := market.ParseRef(id)
	if !ok || bad != nil {
		return out, market.Refuse("not_found")
	}
	err = a.update(ctx, func(w *writer) error {
		s, err := newShade(ctx, w.tx)
		if err != nil {
			return err
		}
		if s.hide {
			return market.Refuse("reconciling")
		}
		var tag, box []byte
		err = w.tx.QueryRowContext(ctx, what.query, id).Scan(&tag, &box)
		if errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("not_found")
		}
		if err != nil {
			return fmt.Errorf("read %s %s: %w", kind, id, err)
		}
		if out, err = what.open(s, tag, box); err != nil {
			return err
		}
		if !out.there() {
			return market.Refuse("not_found")
		}
		if kind == "help" {
			if err := s.need(id, tag, &out); err != nil {
				return err
			}
		}
		return w.put(record.PersonShown, ref, toCounty, record.Unmasked{Kind: kind, Why: why})
	})
	if err != nil {
		return Shown{}, err
	}
	return out, nil
}
