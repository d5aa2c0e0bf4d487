package report

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// FacilityItems are what the plan demands of a market (平就业组办〔2022〕4号, 四（二） and （八）): a sign with the
// uniform name, a zone for talks, shelter from wind and rain, from heat and cold; policy advice, guidance,
// training, registration, help with contracts; longer hours; its address, hours, rules and phones on show.
var FacilityItems = []string{"sign", "zone", "shelter", "climate", "advice", "guidance", "training", "register", "contract", "hours", "published"}

// Facility is one item at one market.
type Facility struct {
	Item  string
	State string // yes, no, or "" for not looked at
	By    string
	At    time.Time // zero for not looked at
}

// Facilities gives the checklist of a market, in the order of FacilityItems.
func (r *Report) Facilities(ctx context.Context, no uint16) ([]Facility, error) {
	var all map[uint16][]Facility
	err := r.archive.View(ctx, func(tx *sqldb.Tx) (err error) {
		all, err = facilities(ctx, tx)
		return err
	})
	if all[no] == nil {
		all = map[uint16][]Facility{no: blankFacilities()}
	}
	return all[no], err
}

func blankFacilities() []Facility {
	out := make([]Facility, len(FacilityItems))
	for i, item := range FacilityItems {
		out[i].Item = item
	}
	return out
}

// facilities reads the checklists of all markets that have one.
func facilities(ctx context.Context, tx *sqldb.Tx) (map[uint16][]Facility, error) {
	out := map[uint16][]Facility{}
	err := tx.Each(ctx, `SELECT station, item, state, by_whom, at FROM report_facility ORDER BY id`, nil, func(rows *sql.Rows) error {
		var no uint16
		var f Facility
		var at int64
		if err := rows.Scan(&no, &f.Item, &f.State, &f.By, &at); err != nil {
			return err
		}
		f.At = time.UnixMilli(at)
		if out[no] == nil {
			out[no] = blankFacilities()
		}
		if i := slices.Index(FacilityItems, f.Item); i >= 0 {
			out[no][i] = f
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read checklists: %w", err)
	}
	return out, nil
}

// HasOf counts the items that a market has.
func HasOf(all []Facility) (n int) {
	for _, f := range all {
		if f.State == "yes" {
			n++
		}
	}
	return n
}

// SetFacilities writes down what stands at a market, by item; what says the same as before is no new row.
// It refuses with unknown_choice for another item or state.
func (r *Report) SetFacilities(ctx context.Context, no uint16, states map[string]string, who string) error {
	who, _, err := said(who, "", false)
	if err != nil {
		return err
	}
	for item, state := range states {
		if !slices.Contains(FacilityItems, item) || !slices.Contains([]string{"", "yes", "no"}, state) {
			return &market.Error{Code: "unknown_choice", Field: "facility"}
		}
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		all, err := facilities(ctx, tx)
		if err != nil {
			return err
		}
		before := all[no]
		if before == nil {
			before = blankFacilities()
		}
		for _, f := range before {
			state, said := states[f.Item]
			if !said || state == f.State {
				continue
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO report_facility (station, item, state, by_whom, at) VALUES (?, ?, ?, ?, ?)`, no, f.Item, state, who, r.now().UnixMilli())
			if err != nil {
				return fmt.Errorf("keep %s of station %d: %w", f.Item, no, err)
			}
		}
		return nil
	})
}
