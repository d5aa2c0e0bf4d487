package report_test

import (
	"database/sql"
	"slices"
	"strings"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// byHand counts a month from the raw facts of all journals, without the tables that the product makes
// of them: a second opinion, written for this test alone.
type byHand struct {
	t     failer
	keys  map[seal.Tag]seal.Key
	facts []*record.Fact
	group map[string]string // registration to the person's name here
	gone  map[seal.Tag]bool

	enrolled string // the day of all stations
	ended    map[uint16]time.Time
	built    map[uint16]string // that somebody wrote
}

func (c *town) byHand() *byHand {
	c.t.Helper()
	h := &byHand{t: c.t, keys: c.city.Keys, group: map[string]string{}, gone: map[seal.Tag]bool{}, ended: map[uint16]time.Time{}, built: map[uint16]string{}}
	err := c.archive.View(c.ctx, func(tx *sqldb.Tx) error {
		return tx.Each(c.ctx, `SELECT bytes FROM fact ORDER BY station, epoch, seq`, nil, func(r *sql.Rows) error {
			var raw []byte
			if err := r.Scan(&raw); err != nil {
				return err
			}
			f, err := record.Decode(raw)
			h.facts = append(h.facts, f)
			return err
		})
	})
	if err != nil {
		c.t.Fatalf("%v", err)
	}
	for f := range h.of(record.PersonErased) {
		var b record.Erased
		h.body(f, &b)
		for _, t := range b.Tags {
			h.gone[t] = true
		}
	}
	apart := map[[2]string]bool{}
	for f := range h.of(record.WorkerApart) {
		var b record.Apart
		h.body(f, &b)
		apart[[2]string{f.ID.String(), b.Other.String()}], apart[[2]string{b.Other.String(), f.ID.String()}] = true, true
	}
	for f := range h.of(record.WorkerMerged) {
		var b record.Merged
		h.body(f, &b)
		for _, o := range b.Others {
			if apart[[2]string{f.ID.String(), o.String()}] {
				continue
			}
			from, to := h.who(o.String()), h.who(f.ID.String())
			for id, g := range h.group {
				if g == from {
					h.group[id] = to
				}
			}
			h.group[o.String()] = to
		}
	}
	return h
}

func (h *byHand) of(kinds ...record.Kind) func(func(*record.Fact) bool) {
	return func(yield func(*record.Fact) bool) {
		for _, f := range h.facts {
			if slices.Contains(kinds, f.Kind) && !yield(f) {
				return
			}
		}
	}
}

func (h *byHand) body(f *record.Fact, v any) {
	if err := record.Unmarshal(f.Body, v); err != nil {
		h.t.Fatalf("%s %s: %v", f.Kind, f.ID, err)
	}
}

func (h *byHand) box(f *record.Fact, v any) bool {
	b := f.Boxes[0]
	if h.gone[b.Tag] {
		return false
	}
	plain, err := seal.Open(b.Tag, h.keys[b.Tag], b.Data)
	if err != nil {
		h.t.Fatalf("%s %s: %v", f.Kind, f.ID, err)
	}
	if err := record.Unmarshal(plain, v); err != nil {
		h.t.Fatalf("%s %s: %v", f.Kind, f.ID, err)
	}
	return true
}

// who is the person of a registration.
func (h *byHand) who(id string) string {
	if g, ok := h.group[id]; ok {
		return g
	}
	return id
}

func in(month string, at int64) bool {
	return strings.HasPrefix(time.UnixMilli(at).UTC().Add(8*time.Hour).Format(time.DateOnly), month)
}

// counts gives figure → number for a station.
func (h *byHand) counts(month string, station uint16) map[tally.Figure]int {
	n := map[tally.Figure]int{}
	seekers, filled, employers := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for f := range h.of(record.CheckInMade) {
		var b record.CheckIn
		h.body(f, &b)
		if f.ID.Station != station || !strings.HasPrefix(b.Day, month) {
			continue
		}
		n["visits"]++
		switch b.Purpose {
		case "work":
			n["serve_work"]++
			seekers[h.who(b.Worker.String())] = true
		case "hire":
			n["serve_work"]++
		case "advice":
			n["serve_guidance"]++
		case "training":
			n["serve_training"]++
		case "rights":
			n["serve_rights"]++
		}
	}
	cancelled, finished := h.cancelled(), map[string]bool{}
	for f := range h.of(record.MatchFinished) {
		finished[f.ID.String()] = true
	}
	hard := h.inNeed()
	for f := range h.of(record.MatchTaken) {
		var b record.Taken
		h.body(f, &b)
		if f.ID.Station != station || !in(month, f.At) || cancelled[f.ID.String()] {
			continue
		}
		who := h.who(b.Worker.String())
		seekers[who], filled[who] = true, true
		n["fills"]++
		if finished[f.ID.String()] {
			n["finished"]++
		}
		if hard[who] {
			n["fills_hard"]++
		}
	}
	heads := map[string]int{}
	for f := range h.of(record.PostingRevised) { // in the order of the opener's journal
		var b record.Posting
		h.body(f, &b)
		heads[f.ID.String()] = b.Headcount
	}
	for f := range h.of(record.PostingOpened) {
		var b record.Posting
		h.body(f, &b)
		if f.ID.Station != station || !in(month, f.At) {
			continue
		}
		n["postings"]++
		if later, ok := heads[f.ID.String()]; ok {
			b.Headcount = later
		}
		n["places"] += b.Headcount
		employers[b.Employer.String()] = true
	}
	for f := range h.of(record.ComplaintFiled, record.GuidanceAsked, record.TrainingWished) {
		if f.ID.Station != station || !in(month, f.At) {
			continue
		}
		switch f.Kind {
		case record.GuidanceAsked:
			n["guidance"]++
			n["serve_guidance"]++
		case record.TrainingWished:
			n["wishes"]++
			n["serve_wishes"]++
		case record.ComplaintFiled:
			var b record.Complaint
			h.body(f, &b)
			n["complaints"]++
			n["serve_rights"]++
			if b.Kind == "wages" {
				n["wage_cases"]++
			}
		}
	}
	for f := range h.of(record.ComplaintMoved) {
		if f.ID.Station == station && in(month, f.At) {
			n["closed"]++
		}
	}
	h.outside(n, month, station)
	h.describe(n, month, seekers, filled, hard)
	n["seekers"], n["filled"], n["employers"] = len(seekers), len(filled), len(employers)
	return n
}

// outside counts what staff did beside the hall.
func (h *byHand) outside(n map[tally.Figure]int, month string, station uint16) {
	roster := map[string]int{} // by day; the later word in its journal replaces the earlier
	for f := range h.of(record.DutySet) {
		var b record.Duty
		h.body(f, &b)
		if f.ID.Station == station && strings.HasPrefix(b.Day, month) {
			roster[b.Day] = len(b.Accounts)
		}
	}
	for _, accounts := range roster {
		n["duty"] += accounts
	}
	for f := range h.of(record.FieldNoted) {
		var b record.Field
		h.body(f, &b)
		if f.ID.Station != station || !strings.HasPrefix(b.Day, month) {
			continue
		}
		n["leaflets"] += b.Leaflets
		if b.What == "survey" {
			n["surveys"]++
		} else {
			n["patrols"]++
		}
	}
	for f := range h.of(record.EventOpened) {
		if f.ID.Station == station && in(month, f.At) {
			n["events"]++
		}
	}
}

// cancelled are the matches that were.
func (h *byHand) cancelled() map[string]bool {
	out := map[string]bool{}
	for f := range h.of(record.MatchCancelled) {
		out[f.ID.String()] = true
	}
	return out
}

// inNeed are the persons of whom staff confirmed something.
func (h *byHand) inNeed() map[string]bool {
	out := map[string]bool{}
	for f := range h.of(record.HelpSettled) {
		var b record.Need
		if h.box(f, &b) && len(b.Hardships) > 0 {
			out[h.who(f.ID.String())] = true
		}
	}
	return out
}

// describe counts who the seekers are.
func (h *byHand) describe(n map[tally.Figure]int, month string, seekers, filled, hard map[string]bool) {
	year := int(month[0]-'0')*1000 + int(month[1]-'0')*100 + int(month[2]-'0')*10 + int(month[3]-'0')
	men, women, old := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for f := range h.of(record.WorkerRegistered) {
		var p record.Person
		if !h.box(f, &p) {
			continue
		}
		who, age := h.who(f.ID.String()), 50
		born := p.BirthYear
		if p.IDNumber != "" {
			if (p.IDNumber[16]-'0')%2 == 1 {
				men[who] = true
			} else {
				women[who], age = true, 40
			}
			birth, err := time.Parse("20060102", p.IDNumber[6:14])
			if err != nil {
				h.t.Fatalf("%v", err)
			}
			born = birth.Year()
		}
		if born > 0 && year-born >= age {
			old[who] = true
		}
	}
	for who := range seekers {
		for f, set := range map[tally.Figure]map[string]bool{
			tally.SeekersMen: men, tally.SeekersWomen: women, tally.SeekersOlder: old, tally.SeekersHard: hard,
		} {
			if set[who] {
				n[f]++
			}
		}
		if hard[who] && filled[who] {
			n[tally.FilledHard]++
		}
	}
}

// wanted counts places by trade, for a station.
func (h *byHand) wanted(month string, station uint16) map[market.TradeID]int {
	out := map[market.TradeID]int{}
	heads := map[string]int{}
	for f := range h.of(record.PostingRevised) {
		var b record.Posting
		h.body(f, &b)
		heads[f.ID.String()] = b.Headcount
	}
	for f := range h.of(record.PostingOpened) {
		var b record.Posting
		h.body(f, &b)
		if f.ID.Station == station && in(month, f.At) {
			out[b.Trade] += max(b.Headcount, heads[f.ID.String()])
		}
	}
	return out
}
