package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// EmployerRow is an employer as this station may see it. Contact and Phone are empty when
// their key has not come or was destroyed.
type EmployerRow struct {
	ID      market.EmployerID
	Name    string // public name
	Kind    market.EmployerKind
	Licence string
	Contact string
	Phone   string
}

// Employer reads one employer, or gives unknown_employer.
func (s *Store) Employer(ctx context.Context, id market.EmployerID) (EmployerRow, error) {
	var e EmployerRow
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		e, err = employer(ctx, tx, id)
		return err
	})
	return e, err
}

// Employer reads one employer inside the transaction.
func (w *Writer) Employer(id market.EmployerID) (EmployerRow, error) {
	return employer(w.ctx, w.tx, id)
}

func employer(ctx context.Context, tx *sqldb.Tx, id market.EmployerID) (EmployerRow, error) {
	e := EmployerRow{ID: id}
	var tag, box []byte
	err := tx.QueryRowContext(ctx, `SELECT name, kind, licence, contact_tag, contact FROM employer WHERE id = ?`, string(id)).
		Scan(&e.Name, &e.Kind, &e.Licence, &tag, &box)
	if errors.Is(err, sql.ErrNoRows) {
		return e, market.Refuse("unknown_employer")
	}
	if err != nil {
		return e, fmt.Errorf("read employer %s: %w", id, err)
	}
	var c record.Contact
	switch err := ledger.OpenBox(ctx, tx, tag, box, &c); {
	case err == nil:
		e.Contact, e.Phone = c.Called, c.Phone
	case errors.Is(err, ledger.ErrNoKey):
	default:
		return e, fmt.Errorf("open contact of employer %s: %w", id, err)
	}
	return e, nil
}

// Employers lists the employers that are known here, oldest identifier first.
func (s *Store) Employers(ctx context.Context) ([]EmployerRow, error) {
	var out []EmployerRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		ids, err := idList(ctx, tx, `SELECT e.id FROM employer e ORDER BY LENGTH(e.id), e.id`)
		if err != nil {
			return err
		}
		for _, id := range ids {
			e, err := employer(ctx, tx, market.EmployerID(id))
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// EmployersByPhone lists employers registered at this station under this published number.
func (s *Store) EmployersByPhone(ctx context.Context, phone string) ([]EmployerRow, error) {
	var out []EmployerRow
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		b, err := blind(ctx, tx, "employer", phone)
		if err != nil {
			return err
		}
		ids, err := idList(ctx, tx, `SELECT employer FROM employer_phone WHERE blind = ? ORDER BY employer`, b)
		if err != nil {
			return err
		}
		for _, id := range ids {
			e, err := employer(ctx, tx, market.EmployerID(id))
			if err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// IndexEmployer makes an employer findable by phone at this station.
func (w *Writer) IndexEmployer(id market.EmployerID, phone string) error {
	return indexEmployer(w.ctx, w.tx, id, phone)
}

func indexEmployer(ctx context.Context, tx *sqldb.Tx, id market.EmployerID, phone string) error {
	b, err := blind(ctx, tx, "employer", phone)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO employer_phone (blind, employer) VALUES (?, ?) ON CONFLICT DO NOTHING`, b, string(id))
	if err != nil {
		return fmt.Errorf("index employer %s: %w", id, err)
	}
	return nil
}

// Worker reads a worker registered here, or gives unknown_worker.
func (s *Store) Worker(ctx context.Context, id market.WorkerID) (market.Worker, error) {
	var wk market.Worker
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		wk, err = worker(ctx, tx, id)
		return err
	})
	return wk, err
}

// Worker reads a worker inside the transaction.
func (w *Writer) Worker(id market.WorkerID) (market.Worker, error) { return worker(w.ctx, w.tx, id) }

func worker(ctx context.Context, tx *sqldb.Tx, id market.WorkerID) (market.Worker, error) {
	wk := market.Worker{ID: id}
	var trades string
	var tag, box []byte
	err := tx.QueryRowContext(ctx, `SELECT trades, tag, box FROM worker WHERE id = ?`, string(id)).Scan(&trades, &tag, &box)
	if errors.Is(err, sql.ErrNoRows) {
		return wk, market.Refuse("unknown_worker")
	}
	if err != nil {
		return wk, fmt.Errorf("read worker %s: %w", id, err)
	}
	for t := range strings.FieldsSeq(trades) {
		wk.Trades = append(wk.Trades, market.TradeID(t))
	}
	var p record.Person
	switch err := ledger.OpenBox(ctx, tx, tag, box, &p); {
	case err == nil:
		wk.Name, wk.Phone, wk.BirthYear, wk.Area, wk.IDNumber = p.Name, p.Phone, p.BirthYear, p.Area, p.IDNumber
	case errors.Is(err, ledger.ErrNoKey):
	default:
		return wk, fmt.Errorf("open worker %s: %w", id, err)
	}
	return wk, nil
}

// WorkersByPhone lists the workers known here with this number, oldest first. Families share
// phones, so there may be several.
func (s *Store) WorkersByPhone(ctx context.Context, phone string) ([]market.Worker, error) {
	var out []market.Worker
	err := s.view(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = indexed(ctx, tx, "worker", phone)
		return err
	})
	return out, err
}

// WorkersByPhone is the same inside the transaction.
func (w *Writer) WorkersByPhone(phone string) ([]market.Worker, error) {
	return indexed(w.ctx, w.tx, "worker", phone)
}

func idList(ctx context.Context, tx *sqldb.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list identifiers: %w", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("list identifiers: %w", err)
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// CheckIns lists the check-ins of a day at this station, in order; all days when day is empty.
func (s *Store) CheckIns(ctx context.Context, day string) ([]market.CheckIn, error) {
	var out []market.CheckIn
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT id, worker, purpose, day, number FROM check_in
			WHERE ? = '' OR day = ? ORDER BY day, number`, day, day)
		if err != nil {
			return fmt.Errorf("list check-ins: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var c market.CheckIn
			if err := rows.Scan(&c.ID, &c.Worker, &c.Purpose, &c.Day, &c.Number); err != nil {
				return fmt.Errorf("list check-ins: %w", err)
			}
			out = append(out, c)
		}
		return rows.Err()
	})
	return out, err
}

// CheckInOn gives the check-in of the day for this purpose of the person whom worker stands for,
// the last one if there are several.
func (w *Writer) CheckInOn(worker market.WorkerID, day string, purpose market.Purpose) (market.CheckIn, bool, error) {
	c := market.CheckIn{Worker: worker, Purpose: purpose, Day: day}
	who, args := person(`worker`, worker, day, string(purpose))
	err := w.tx.QueryRowContext(w.ctx, `SELECT id, number FROM check_in WHERE day = ? AND purpose = ? AND `+who+` ORDER BY number DESC LIMIT 1`, args...).
		Scan(&c.ID, &c.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return c, false, nil
	}
	if err != nil {
		return c, false, fmt.Errorf("look for a check-in of %s: %w", worker, err)
	}
	return c, true, nil
}

// NextNumber is the next number of the day.
func (w *Writer) NextNumber(day string) (int, error) {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COALESCE(MAX(number), 0) + 1 FROM check_in WHERE day = ?`, day).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count check-ins of %s: %w", day, err)
	}
	return n, nil
}

// Account is a staff account that came from the county.
type Account struct {
	Account, Title, Role string
	PIN                  string // argon2id, PHC string
}

// Accounts lists the staff accounts of this station.
func (s *Store) Accounts(ctx context.Context) ([]Account, error) {
	var out []Account
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT account, title, role, pin FROM staff
			WHERE station IN (SELECT station FROM origin) ORDER BY account`)
		if err != nil {
			return fmt.Errorf("list staff accounts: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var a Account
			if err := rows.Scan(&a.Account, &a.Title, &a.Role, &a.PIN); err != nil {
				return fmt.Errorf("list staff accounts: %w", err)
			}
			out = append(out, a)
		}
		return rows.Err()
	})
	return out, err
}

// PinTries reads how many wrong PINs came in a row, and when the last of them did.
func (s *Store) PinTries(ctx context.Context) (wrong int, since int64, err error) {
	err = s.view(ctx, func(tx *sqldb.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT wrong, since FROM pin_tries`).Scan(&wrong, &since); err != nil {
			return fmt.Errorf("read PIN tries: %w", err)
		}
		return nil
	})
	return wrong, since, err
}

// SetPinTries keeps that count durably.
func (s *Store) SetPinTries(ctx context.Context, wrong int, since int64) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE pin_tries SET wrong = ?, since = ?`, wrong, since); err != nil {
			return fmt.Errorf("keep PIN tries: %w", err)
		}
		return nil
	}))
}

// StationKey gives the public key under which a (station, epoch) signs slips, nil when it is
// not known here.
func (s *Store) StationKey(ctx context.Context, o market.Origin) ([]byte, error) {
	var key []byte
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT sign FROM station WHERE no = ? AND epoch = ?`, o.Station, o.Epoch).Scan(&key)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read key of station %s: %w", o, err)
		}
		return nil
	})
	return key, err
}
