package sim

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// querier is a transaction of a program's own handle (*sqldb.Tx) or of a plain one (*sql.Tx).
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// rows gives what a query finds, a line each, columns parted by bars.
func rows(tx querier, query string, args ...any) ([]string, error) {
	r, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("look: %w", err)
	}
	defer r.Close()
	columns, err := r.Columns()
	if err != nil {
		return nil, fmt.Errorf("look: %w", err)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	var out []string
	for r.Next() {
		if err := r.Scan(into...); err != nil {
			return nil, fmt.Errorf("look: %w", err)
		}
		words := make([]string, len(values))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = fmt.Sprintf("%x", b)
			}
			words[i] = fmt.Sprint(v)
		}
		out = append(out, strings.Join(words, "|"))
	}
	return out, r.Err()
}

// picture reads what one side shows of something, sorted.
func picture(db *sqldb.DB, query string, o market.Origin) (out []string, err error) {
	err = db.View(ctx, func(tx *sqldb.Tx) (err error) {
		out, err = rows(tx, query, o.Station, o.Epoch)
		return err
	})
	slices.Sort(out)
	return out, err
}

// own are those that differ from asker to asker at the county.
var own = map[string]bool{"held": true, "request": true, "recall": true}

// countySide is what the county shows, read once for all stations where it is the same for all.
type countySide struct {
	db      *sqldb.DB
	visible map[string]sight
	read    map[string][]string
}

func (c *countySide) look(what string, o market.Origin) ([]string, error) {
	if own[what] {
		return picture(c.db, shown[what], o)
	}
	if _, ok := c.read[what]; !ok {
		all, err := picture(c.db, shown[what], o)
		if err != nil {
			return nil, err
		}
		c.read[what] = all
	}
	return c.read[what], nil
}

// shown is what a station and the county must show alike, by what is compared. The first column
// is the posting, where a row speaks of one: of narrow postings not everybody hears. For the
// asker's own things (?, ?) is its station and epoch.
var shown = map[string]string{
	"posting": `SELECT id, station, epoch, employer, trade, area, headcount, start_at, last_day, share, state, taken, body,
		revision, rev_station, rev_epoch, rev_seq FROM posting WHERE ? + ? > 0`,
	"match":     `SELECT posting, id, worker, place, state, reason, contacted, paid, amount, asked, at FROM match WHERE ? + ? > 0`,
	"withdrawn": `SELECT posting, n, withdrawn, withdrawn_seq FROM place WHERE ? + ? > 0`,
	"conflict":  `SELECT posting, kind, place FROM conflict WHERE ? + ? > 0`,
	"held":      `SELECT posting, n, hop FROM place WHERE station = ? AND epoch = ?`,
	"request":   `SELECT posting, id, worker, state FROM request WHERE station = ? AND epoch = ?`,
	"recall":    `SELECT posting, want, times FROM recall WHERE station = ? AND epoch = ?`,
	"employer":  `SELECT '', id, name, kind FROM employer WHERE ? + ? > 0`,
	"station":   `SELECT '', no, epoch, name, area, sign FROM station WHERE ? + ? > 0`,
}

// sight is who sees a posting.
type sight struct {
	share  market.Share
	opener uint16
	area   market.AreaCode
}

func (s sight) to(m *machine, area market.AreaCode) bool {
	switch s.share {
	case "station":
		return s.opener == m.origin.Station
	case "township":
		return s.area[:9] == area[:9]
	}
	return true
}

// sights says who sees which posting.
func (s *server) sights() map[string]sight {
	out := map[string]sight{}
	s.w.must(s.eyes.View(ctx, func(tx *sqldb.Tx) error {
		l, err := rows(tx, `SELECT p.id, p.share, p.station, s.area FROM posting p JOIN station s ON s.no = p.station AND s.epoch = p.epoch`)
		for _, r := range l {
			c := strings.Split(r, "|")
			var no uint16
			if _, err := fmt.Sscan(c[2], &no); err != nil {
				return err
			}
			out[c[0]] = sight{market.Share(c[1]), no, market.AreaCode(c[3])}
		}
		return err
	}), "look at the county")
	return out
}

// same looks whether a station shows what the county shows it (I4).
func (w *world) same(m *machine, county *countySide) {
	db, err := sqldb.Open(filepath.Join(m.dir, "station.db"))
	w.must(err, "look at %s", m.name)
	defer func() { w.must(db.Close(), "look at %s", m.name) }()
	id, err := m.store().Identity(ctx)
	w.must(err, "%s reads who it is", m.name)
	for _, what := range slices.Sorted(maps.Keys(shown)) {
		here, err := picture(db, shown[what], id.Origin)
		w.must(err, "look at %s", m.name)
		all, err := county.look(what, id.Origin)
		w.must(err, "look at the county")
		var there []string
		for _, row := range all {
			posting, _, _ := strings.Cut(row, "|")
			if s, ok := county.visible[posting]; !ok || s.to(m, id.Area) {
				there = append(there, row)
			}
		}
		if only := less(here, there); len(only) > 0 {
			w.broken("I4", "%s shows a %s that the county does not: %s", m.name, what, only[0])
		}
		if only := less(there, here); len(only) > 0 {
			w.broken("I4", "%s does not show a %s: %s", m.name, what, only[0])
		}
	}
	c, err := m.store().Counts(ctx)
	w.must(err, "%s counts", m.name)
	if c.Parked > 0 || c.Bad > w.book.odd || c.Unsent > 0 {
		w.broken("I4", "%s has %d facts parked, %d in quarantine, %d unsent", m.name, c.Parked, c.Bad, c.Unsent)
	}
}

// less gives what is in a oftener than in b.
func less(a, b []string) []string {
	n := map[string]int{}
	for _, s := range b {
		n[s]++
	}
	var out []string
	for _, s := range a {
		if n[s]--; n[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

// dump reads what `county dump` prints.
func dump[T any](w *world, kind string) []T {
	var out []T
	w.must(w.county.archive.Dump(ctx, kind, func(v any) error {
		line, err := json.Marshal(v)
		if err != nil {
			return err
		}
		var t T
		err = json.Unmarshal(line, &t)
		out = append(out, t)
		return err
	}), "dump %s", kind)
	return out
}

// row has the fields of the dumps that are looked at here.
type row struct {
	Posting, Title, State, Employer, Name, Worker, Match, Kind string
	CheckIn                                                    string `json:"check_in"`
	Headcount, Place                                           int
	Matches                                                    []string
}

// lost looks whether all that was said stands in the county's dump, under whatever identifier,
// and no match beside it (I3, I5).
func (w *world) lost() {
	var have, matches []string
	people, titles := map[string]string{}, map[string]string{}
	for _, r := range dump[row](w, "workers") {
		people[r.Worker] = r.Name
		have = append(have, "worker "+r.Name)
	}
	for _, r := range dump[row](w, "check_ins") {
		have = append(have, "check-in "+people[r.Worker])
	}
	for _, r := range dump[row](w, "employers") {
		have = append(have, "employer "+r.Name)
	}
	for _, r := range dump[row](w, "postings") {
		titles[r.Posting] = r.Title
		have = append(have, fmt.Sprintf("posting %s %d %s", r.Title, r.Headcount, r.State))
	}
	for _, r := range dump[row](w, "matches") {
		matches = append(matches, w.matchLine(titles[r.Posting], people[r.Worker], r.Place, market.MatchState(r.State)))
	}
	said := w.said()
	if gone := less(said, slices.Concat(have, matches)); len(gone) > 0 {
		w.broken("I3", "acknowledged, and not at the county: %s", gone[0])
	}
	if more := less(matches, said); len(more) > 0 {
		w.broken("I5", "the county has what nobody said: %s", more[0])
	}
	for _, g := range w.book.given {
		if order(g.state) < order(g.least) && !w.bent {
			w.broken("I3", "%s of %s was said to be %s, and is %s", g.worker, g.posting, g.least, g.state)
		}
	}
}

// usable looks whether the county could use all that programs of this make said (I8).
func (w *world) usable() {
	w.must(w.county.eyes.View(ctx, func(tx *sqldb.Tx) error {
		l, err := rows(tx, `SELECT station, epoch, seq, why FROM quarantine WHERE why NOT LIKE 'unknown kind%'`)
		if len(l) > 0 {
			w.broken("I8", "the county cannot use a fact: %s", l[0])
		}
		return err
	}), "look at the county")
}

// order is how far a match has come; what was cancelled stays so.
func order(s market.MatchState) int {
	return slices.Index([]market.MatchState{market.Taken, market.Arrived, market.Finished, market.Cancelled}, s)
}

// doubles looks whether the list of conflicts names just those places that two have.
func (w *world) doubles() {
	has := map[string][]string{}
	for _, r := range dump[row](w, "matches") {
		if r.State != string(market.Cancelled) {
			at := fmt.Sprint(r.Posting, " place ", r.Place)
			has[at] = append(has[at], r.Match)
		}
	}
	maps.DeleteFunc(has, func(_ string, l []string) bool { return len(l) < 2 })
	if len(has) > 0 && !w.bent {
		w.broken("I2", "two have one place: %v", has)
	}
	for _, r := range dump[row](w, "conflicts") {
		if r.Kind != "double_place" {
			continue
		}
		at := fmt.Sprint(r.Posting, " place ", r.Place)
		if has[at] == nil {
			w.broken("I2", "%s is in the list of conflicts without one", at)
		}
		delete(has, at)
	}
	if len(has) > 0 {
		w.broken("I2", "two have one place and the list of conflicts does not say so: %v", has)
	}
}
