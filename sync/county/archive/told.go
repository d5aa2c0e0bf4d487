package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// told is what a station said last of itself.
type told struct {
	gen      uint32
	rev      uint64
	serial   uint64          // of its newest bundle
	journals []market.Origin // of its folder
}

// toldIn is what a hello or a bundle says of its sender.
func toldIn(gen uint32, rev uint64, have []wire.Have) told {
	t := told{gen: gen, rev: rev}
	for _, h := range have {
		t.journals = append(t.journals, h.Origin())
	}
	return t
}

// toldBy reads what o said last; zero when it never said anything.
func toldBy(ctx context.Context, tx *sqldb.Tx, o market.Origin) (told, error) {
	var t told
	var raw []byte
	err := tx.QueryRowContext(ctx, `SELECT gen, rev, serial, journals FROM told WHERE station = ? AND epoch = ?`, o.Station, o.Epoch).
		Scan(&t.gen, &t.rev, &t.serial, &raw)
	if errors.Is(err, sql.ErrNoRows) {
		return t, nil
	}
	if err != nil {
		return t, fmt.Errorf("read what %s said last: %w", o, err)
	}
	var refs []record.Ref
	if err := record.Unmarshal(raw, &refs); err != nil {
		return t, err
	}
	for _, r := range refs {
		t.journals = append(t.journals, r.Market().Origin)
	}
	return t, nil
}

// tell keeps what o says of itself now. What it says over the net carries no serial and leaves
// that of its bundles.
func (w *writer) tell(o market.Origin, t told) error {
	if len(t.journals) == 0 { // a request for support says nothing of the station
		return nil
	}
	refs := make([]record.Ref, len(t.journals))
	for i, j := range t.journals {
		refs[i] = record.Ref{Station: j.Station, Epoch: j.Epoch, N: 1}
	}
	raw, err := record.Marshal(refs)
	if err != nil {
		return err
	}
	// No rev reaches so far; a station that says so is kept from holding up its own queue.
	_, err = w.tx.ExecContext(w.ctx, `INSERT INTO told (station, epoch, gen, rev, serial, journals) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (station, epoch) DO UPDATE SET gen = excluded.gen, rev = excluded.rev,
		serial = CASE WHEN excluded.serial > told.serial THEN excluded.serial ELSE told.serial END, journals = excluded.journals`,
		o.Station, o.Epoch, t.gen, min(t.rev, math.MaxInt64), min(t.serial, math.MaxInt64), raw)
	if err != nil {
		return fmt.Errorf("keep what %s said: %w", o, err)
	}
	return nil
}
