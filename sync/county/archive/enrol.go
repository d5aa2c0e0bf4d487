package archive

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// codeLetters are the letters of enrolment codes: none that is taken for another or a figure.
const codeLetters = "ABCDEFGHJKMNPQRSTVWXYZ"

// CodeLasts is how long a code waits for its station: long enough for somebody to drive to a village,
// and one that was written down and forgotten opens nothing later.
const CodeLasts = 7 * 24 * time.Hour

// NewCode makes a one-time enrolment code for a station at area. name may be empty: then the
// official name is used. It can be used for CodeLasts.
func (a *Archive) NewCode(ctx context.Context, name string, area market.AreaCode) (string, error) {
	var code string
	err := a.update(ctx, func(w *writer) error {
		b := make([]byte, 6)
		_, _ = rand.Read(b)
		for i := range b {
			b[i] = codeLetters[int(b[i])%len(codeLetters)]
		}
		code = string(b)
		_, err := w.tx.ExecContext(ctx, `INSERT INTO code (code, name, area, made_at) VALUES (?, ?, ?, ?)`, code, name, string(area), a.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("keep enrolment code: %w", err)
		}
		return nil
	})
	return code, err
}

// Enrol makes the holder of a code a station: it gets the next number, epoch 1, and every
// station learns its key. The same key with the same code gets the same answer again. Refusals:
// bad_signature, too_new, bad_value, bad_code for one that is unknown or was used, and old_code.
func (a *Archive) Enrol(ctx context.Context, m *wire.Enrol) (*wire.Enrolled, error) {
	if !wire.VerifyEnrol(m) {
		return nil, market.Refuse("bad_signature")
	}
	if m.Version > wire.Version {
		return nil, market.Refuse("too_new")
	}
	public, err := a.Public(ctx)
	if err != nil {
		return nil, err
	}
	r := &wire.Enrolled{
		County: a.keys.county, Public: public, CountySign: a.keys.sign[32:], CountyWrap: a.keys.wrap.Public(),
		Digits: wire.Digits(a.keys.sign[32:], m.Sign, m.Code),
	}
	return r, a.update(ctx, func(w *writer) error {
		if err := w.enrol(m, r); err != nil {
			return err
		}
		o := market.Origin{Station: r.Station, Epoch: r.Epoch}
		c := a.cert(Station{Origin: o, Sign: m.Sign, Wrap: m.Wrap, Area: r.Area, Name: r.Name}, w.gen)
		r.Cert = &c
		return nil
	})
}

func (w *writer) enrol(m *wire.Enrol, r *wire.Enrolled) error {
	var sign []byte
	var station, epoch sql.NullInt64
	var made int64
	err := w.tx.QueryRowContext(w.ctx, `SELECT name, area, sign, station, epoch, made_at FROM code WHERE code = ?`, m.Code).
		Scan(&r.Name, &r.Area, &sign, &station, &epoch, &made)
	if errors.Is(err, sql.ErrNoRows) {
		return market.Refuse("bad_code")
	}
	if err != nil {
		return fmt.Errorf("read enrolment code: %w", err)
	}
	if sign != nil {
		if !bytes.Equal(sign, m.Sign) {
			return market.Refuse("bad_code") // used by somebody else
		}
		r.Station, r.Epoch = uint16(station.Int64), uint8(epoch.Int64)
		return nil
	}
	if w.a.now().After(time.UnixMilli(made).Add(CodeLasts)) {
		return market.Refuse("old_code")
	}
	// A wrapping key that nothing can be wrapped for would make every later pull fail.
	if _, err := seal.Wrap(m.Wrap, seal.Tag{}, seal.Key{}); err != nil {
		return market.Refuse("bad_value")
	}
	if err := w.tx.QueryRowContext(w.ctx, `SELECT COALESCE(MAX(station), 0) + 1 FROM given`).Scan(&r.Station); err != nil {
		return fmt.Errorf("choose station number: %w", err)
	}
	r.Epoch = 1
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO epoch (station, epoch, sign, wrap, last_seen) VALUES (?, ?, ?, ?, ?)`,
		r.Station, r.Epoch, m.Sign, m.Wrap, w.a.now().UnixMilli()); err != nil {
		return fmt.Errorf("keep station %d: %w", r.Station, err)
	}
	if _, err := w.tx.ExecContext(w.ctx, `UPDATE code SET sign = ?, station = ?, epoch = ? WHERE code = ?`,
		m.Sign, r.Station, r.Epoch, m.Code); err != nil {
		return fmt.Errorf("mark enrolment code used: %w", err)
	}
	body := record.StationInfo{Epoch: r.Epoch, Name: r.Name, Area: r.Area, Sign: m.Sign}
	return w.put(record.StationEnrolled, market.Ref{Origin: market.Origin{Epoch: 1}, N: uint32(r.Station)}, toAll, body)
}

// SetStaff gives a station a staff account. pin is kept as an argon2id hash only.
func (a *Archive) SetStaff(ctx context.Context, station uint16, account, title, role, pin string) error {
	return a.update(ctx, func(w *writer) error {
		var n int
		if err := w.tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM epoch WHERE station = ?`, station).Scan(&n); err != nil {
			return fmt.Errorf("look for station %d: %w", station, err)
		}
		if n == 0 {
			return market.Refuse("unknown_station")
		}
		body := record.Staff{Account: account, Title: title, Role: role, PIN: seal.HashPIN(pin), Station: station}
		return w.put(record.StaffSet, market.Ref{Origin: market.Origin{Epoch: 1}, N: uint32(station)}, toStation(station), body)
	})
}
