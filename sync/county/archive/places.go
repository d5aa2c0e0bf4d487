package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// touchedPostings are the postings whose places a batch may have changed.
type touchedPostings map[string]bool

func (t touchedPostings) list() []string {
	out := make([]string, 0, len(t))
	for p := range t {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// free gives the places of a posting that the county may give: it holds them and nobody has taken
// them. Lowest first.
func (w *writer) free(posting string) ([]record.Move, error) {
	if may, err := w.mayGrant(posting); err != nil || !may {
		return nil, err
	}
	out, err := list(w, func(rows *sql.Rows, m *record.Move) error { return rows.Scan(&m.Place, &m.Hop) }, `SELECT p.n, p.hop FROM place p
		WHERE p.posting = ? AND p.station = ? AND p.epoch = ? AND p.withdrawn = 0
		AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
		AND `+ledger.Unblocked("p")+` ORDER BY p.n`, posting, ledger.County.Station, ledger.County.Epoch)
	if err != nil {
		return nil, fmt.Errorf("read free places of %s: %w", posting, err)
	}
	return out, nil
}

// settle brings a posting's places to those who asked for them: it grants what the county has
// free, first come first served, and asks the holders for what is still wanting. The rules
// and their reasons stand in DESIGN.md beside this file.
func (w *writer) settle(posting string) error {
	var state string
	err := w.tx.QueryRowContext(w.ctx, `SELECT state FROM posting WHERE id = ?`, posting).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) || state != "open" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read posting %s: %w", posting, err)
	}
	if err := w.forOthers(posting); err != nil {
		return err
	}
	if waits, err := w.waits(posting); err != nil || !waits {
		return err
	}
	asks, err := w.requests(posting)
	if err != nil {
		return err
	}
	holders, err := w.holders(posting)
	if err != nil || len(asks) == 0 && len(holders) == 0 {
		return err
	}
	free, err := w.free(posting)
	if err != nil {
		return err
	}
	reserve(asks, holders)
	waiting, err := w.serve(posting, asks, holders, free)
	if err != nil {
		return err
	}
	for _, h := range holders {
		if err := w.recall(posting, h, waiting); err != nil {
			return err
		}
	}
	return nil
}

// serve goes through the queue and gives those that still wait. A place that the county has
// free goes to whoever is first. A free place at a holder goes to a waitlist entry of its own
// station only when nobody elsewhere waits before it; else it is recalled for the first.
func (w *writer) serve(posting string, asks []request, holders []*holder, free []record.Move) (waiting []request, err error) {
	for _, r := range asks {
		if r.served {
			continue
		}
		at := slices.IndexFunc(holders, func(h *holder) bool { return h.Origin == r.Origin && h.kept < h.free })
		switch {
		case r.lasting && at >= 0 && len(waiting) == 0:
			holders[at].kept++
			err = w.call(r)
		case len(free) > 0:
			err = w.grant(posting, free[0], r.Origin, r.id)
			free = free[1:]
		default:
			waiting = append(waiting, r)
		}
		if err != nil {
			return nil, err
		}
	}
	return waiting, nil
}

// call names the waitlist entry that a free place of its own station is for.
func (w *writer) call(r request) error {
	if r.granted {
		return nil
	}
	ref, err := market.ParseRef(r.id)
	if err != nil {
		return err
	}
	return w.put(record.WaitlistCalled, ref, toStation(r.Station), struct{}{})
}

// holder is a station that holds free places of a posting or was asked for some.
type holder struct {
	market.Origin
	free int // places that nobody has taken
	kept int // of them for its own requests
	owed int // of them for its own waitlist, if nobody waits before it elsewhere
	want int // asked for and not returned yet
}

func (w *writer) holders(posting string) ([]*holder, error) {
	out, err := list(w, func(rows *sql.Rows, h **holder) error {
		*h = &holder{}
		return rows.Scan(&(*h).Station, &(*h).Epoch, &(*h).free, &(*h).want)
	}, `SELECT h.station, h.epoch, SUM(h.free), SUM(h.want) FROM (
			SELECT p.station, p.epoch, 1 AS free, 0 AS want FROM place p WHERE p.posting = ? AND p.withdrawn = 0 AND p.station <> 0
				AND NOT EXISTS (SELECT 1 FROM match m WHERE m.posting = p.posting AND m.place = p.n AND m.state <> 'cancelled')
				AND `+ledger.Unblocked("p")+`
			UNION ALL SELECT r.station, r.epoch, 0, r.want FROM recall r WHERE r.posting = ? AND r.want <> 0
		) h JOIN epoch e ON e.station = h.station AND e.epoch = h.epoch AND e.frozen = 0
		GROUP BY h.station, h.epoch ORDER BY h.station, h.epoch`, posting, posting)
	if err != nil {
		return nil, fmt.Errorf("read holders of %s: %w", posting, err)
	}
	return out, nil
}

// recall asks a holder for as many free places as others still wait for and it can spare, or
// takes back what it was asked for too much.
func (w *writer) recall(posting string, h *holder, open []request) error {
	others := 0
	for _, r := range open {
		if r.Origin != h.Origin {
			others++
		}
	}
	more := min(others, h.free-h.kept) - h.want
	if more == 0 {
		return nil
	}
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	return w.put(record.PlaceRecalled, ref, toStation(h.Station), record.Recalled{Station: h.Station, Epoch: h.Epoch, Want: more})
}

// grant hands one place to a holder. id is the request that it answers, or empty.
func (w *writer) grant(posting string, place record.Move, to market.Origin, id string) error {
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM waiting WHERE request = ?`, id); err != nil {
		return fmt.Errorf("grant a place of %s: %w", posting, err)
	}
	return w.put(record.PlaceGranted, ref, toStation(to.Station), record.Moved{
		Moves: []record.Move{{Place: place.Place, Hop: place.Hop + 1}}, Station: to.Station, Epoch: to.Epoch, Request: record.RefOf(id),
	})
}

// waits says whether somebody waits for a place of the posting, or one was asked back: else there
// is nothing to settle.
func (w *writer) waits(posting string) (bool, error) {
	var any bool
	err := w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM request WHERE posting = ? AND state <> 'done')
		OR EXISTS (SELECT 1 FROM recall WHERE posting = ? AND want <> 0)`, posting, posting).Scan(&any)
	if err != nil {
		return false, fmt.Errorf("look who waits for %s: %w", posting, err)
	}
	return any, nil
}
