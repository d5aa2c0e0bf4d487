package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/assets"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Kinds that Dump knows, in the contract's order.
var DumpKinds = []string{
	"postings", "matches", "stations", "employers", "workers", "check_ins", "facts", "conflicts", "quarantine", "backups", "lookups", "doubles",
	"complaints", "guidance", "notices", "trainings", "wishes", "pages", "proposals", "redlist",
}

// Dump gives every row of a kind to emit, as a value that encodes to the contract's JSON.
func (a *Archive) Dump(ctx context.Context, kind string, emit func(any) error) error {
	dumps := map[string]func(context.Context, *sqldb.Tx, func(any) error) error{
		"postings": dumpPostings, "matches": dumpMatches, "stations": dumpStations, "employers": dumpEmployers,
		"workers": dumpWorkers, "check_ins": dumpCheckIns, "facts": dumpFacts, "conflicts": dumpConflicts, "quarantine": dumpQuarantine,
		"backups": dumpBackups, "lookups": dumpLookups, "doubles": dumpDoubles,
		"complaints": dumpComplaints, "guidance": dumpGuidance, "notices": dumpNotices, "trainings": dumpTrainings, "wishes": dumpWishes,
		"pages": dumpPages, "proposals": dumpProposals, "redlist": dumpRedList,
	}
	dump, ok := dumps[kind]
	if !ok {
		return &market.Error{Code: "unknown_choice", Field: "kind"}
	}
	return a.db.View(ctx, func(tx *sqldb.Tx) error { return dump(ctx, tx, emit) })
}

// each runs a query and calls f for every row.
func each(ctx context.Context, tx *sqldb.Tx, f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func dumpPostings(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Posting   string `json:"posting"`
			Title     string `json:"title"`
			Headcount int    `json:"headcount"`
			Taken     int    `json:"taken"`
			State     string `json:"state"`
			Station   int    `json:"station"`
			Employer  string `json:"employer"`
		}
		var raw []byte
		if err := scan(&r.Posting, &raw, &r.Headcount, &r.Taken, &r.State, &r.Station, &r.Employer); err != nil {
			return err
		}
		var b record.Posting
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		r.Title = b.Title
		return emit(r)
	}, `SELECT id, body, headcount, taken, state, station, employer FROM posting ORDER BY opened_at, id`)
}

func dumpMatches(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Match   string `json:"match"`
			Posting string `json:"posting"`
			Place   int    `json:"place"`
			Worker  string `json:"worker"`
			State   string `json:"state"`
			Station int    `json:"station"`
			Late    bool   `json:"late,omitempty"`
		}
		if err := scan(&r.Match, &r.Posting, &r.Place, &r.Worker, &r.State, &r.Station, &r.Late); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT id, posting, place, worker, state, station, late FROM match ORDER BY posting, place, at, id`)
}

type dumpEpoch struct {
	Epoch  int    `json:"epoch"`
	Seq    uint64 `json:"seq"`
	Frozen bool   `json:"frozen"`
}

func dumpStations(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	type row struct {
		Station int         `json:"station"`
		Name    string      `json:"name"`
		Epochs  []dumpEpoch `json:"epochs"`
		Revoked bool        `json:"revoked,omitempty"`
	}
	var all []row
	err := each(ctx, tx, func(scan func(...any) error) error {
		var r row
		var e dumpEpoch
		var area market.AreaCode
		if err := scan(&r.Station, &r.Name, &area, &e.Epoch, &e.Seq, &e.Frozen, &r.Revoked); err != nil {
			return err
		}
		r.Name = market.MarketName(assets.Areas(), area, r.Name)
		if n := len(all); n == 0 || all[n-1].Station != r.Station {
			all = append(all, r)
		}
		last := &all[len(all)-1]
		last.Name, last.Epochs = r.Name, append(last.Epochs, e)
		return nil
	}, `SELECT e.station, s.name, s.area, e.epoch, (SELECT COALESCE(MAX(seq), 0) FROM fact f WHERE f.station = e.station AND f.epoch = e.epoch), e.frozen,
		EXISTS (SELECT 1 FROM revoked x WHERE x.station = e.station)
		FROM epoch e JOIN station s ON s.no = e.station AND s.epoch = e.epoch ORDER BY e.station, e.epoch`)
	if err != nil {
		return err
	}
	for _, r := range all {
		if err := emit(r); err != nil {
			return err
		}
	}
	return nil
}

// openOr decrypts a box into v and passes over persons whose key is not here.
func openOr(ctx context.Context, tx *sqldb.Tx, tag, box []byte, v any) error {
	if len(tag) == 0 {
		return nil
	}
	if err := ledger.OpenBox(ctx, tx, tag, box, v); err != nil && !errors.Is(err, ledger.ErrNoKey) {
		return err
	}
	return nil
}

func dumpEmployers(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	type row struct {
		Employer string `json:"employer"`
		Name     string `json:"name"`
	}
	return each(ctx, tx, func(scan func(...any) error) error {
		var r row
		var tag, box []byte
		if err := scan(&r.Employer, &r.Name, &tag, &box); err != nil {
			return err
		}
		var p record.Private
		if err := openOr(ctx, tx, tag, box, &p); err != nil {
			return err
		}
		if p.Name != "" {
			r.Name = p.Name
		}
		return emit(r)
	}, `SELECT id, name, private_tag, private FROM employer ORDER BY LENGTH(id), id`)
}

func dumpWorkers(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Worker string `json:"worker"`
			Name   string `json:"name"`
			Phone  string `json:"phone"`
			Keep   string `json:"keep,omitempty"` // the registration that is shown for this person
		}
		var tag, box []byte
		if err := scan(&r.Worker, &tag, &box, &r.Keep); err != nil {
			return err
		}
		var p record.Person
		if err := openOr(ctx, tx, tag, box, &p); err != nil {
			return err
		}
		r.Name, r.Phone = p.Name, p.Phone
		return emit(r)
	}, `SELECT w.id, w.tag, w.box, COALESCE((SELECT keep FROM merged WHERE worker = w.id AND keep <> w.id), '') FROM worker w ORDER BY LENGTH(w.id), w.id`)
}

func dumpCheckIns(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			CheckIn string `json:"check_in"`
			Worker  string `json:"worker"`
		}
		if err := scan(&r.CheckIn, &r.Worker); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT id, worker FROM check_in ORDER BY LENGTH(id), id`)
}

func dumpFacts(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Rev     uint64 `json:"rev"`
			Station int    `json:"station"`
			Epoch   int    `json:"epoch"`
			Seq     uint64 `json:"seq"`
			Kind    string `json:"kind"`
			ID      string `json:"id"`
		}
		var thing sql.NullString
		var raw []byte
		if err := scan(&r.Rev, &r.Station, &r.Epoch, &r.Seq, &r.Kind, &thing, &raw); err != nil {
			return err
		}
		if r.ID = thing.String; !thing.Valid { // the journal keeps no name of what nobody looks up
			f, err := record.Decode(raw)
			if err != nil {
				return fmt.Errorf("dump fact %d: %w", r.Rev, err)
			}
			r.ID = f.ID.String()
		}
		return emit(r)
	}, `SELECT rev, station, epoch, seq, kind, thing, CASE WHEN thing IS NULL THEN bytes END FROM fact ORDER BY rev`)
}
