package sim

import (
	"fmt"
	"strconv"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// step does one step of a script and says what came of it.
func (w *world) step(s step) string {
	switch s[0] {
	case "wait":
		w.now = w.now.Add(span(s[1]))
		return "ok"
	case "county":
		return w.countyStep(s)
	}
	m := w.machine(s[0])
	if m == nil {
		return "nobody"
	}
	if s[1] == "sync" {
		faults, err := s.faults()
		w.must(err, "read the script")
		return w.sync(m, faults)
	}
	if s[1] == "crash" && len(s) > 3 {
		m.fuse, _ = strconv.Atoi(s[2]) // the script was checked
		s = append(step{s[0]}, s[3:]...)
	}
	return w.act(m, s)
}

func span(word string) time.Duration {
	d, _ := time.ParseDuration(word) // the script was checked
	return d
}

func (w *world) countyStep(s step) string {
	c := w.county
	switch s[1] {
	case "crash":
		c.crash()
	case "late":
		return fmt.Sprint(w.arriveLate(), " arrived")
	case "full", "room":
		c.setFull(s[1] == "full", s.after())
	case "clock":
		c.skew += span(s[2])
	case "fence":
		m := w.machine(s[2])
		if m == nil {
			return "nobody"
		}
		f, err := c.archive.Fence(ctx, m.origin.Station, 0)
		if sqldb.IsFull(err) {
			return "disk_full"
		}
		w.must(err, "fence %s", m.name)
		w.bent, w.rolled = true, true // a station that still works gives what it takes for its own
		return fmt.Sprint(f.Places, " places back")
	case "backup":
		return c.backup()
	case "restore":
		return w.restoreCounty()
	case "reconcile":
		err := c.archive.EndReconcile(ctx)
		if sqldb.IsFull(err) && c.full { // people try again
			return "disk_full"
		}
		w.must(err, "end reconciling")
	case "copy":
		c.copied = c.nextDir()
		w.must(c.copy(c.copied), "copy the county")
	case "back":
		if c.copied == "" {
			return "nothing"
		}
		w.bent, w.rolled = true, true
		c.remains, c.copied = c.copied, ""
		c.restart()
		w.forgetAll()
	}
	return "ok"
}

// act does what people do at a station, and looks that a refusal left nothing behind and that
// what was acknowledged is in the journal.
func (w *world) act(m *machine, s step) (out string) {
	defer func() {
		m.fuse = 0
		if p := recover(); p != nil {
			if p != any(stopped{m}) {
				panic(p)
			}
			m.restart()
			w.adopt(m, s)
			out = "stopped"
		}
	}()
	m.counted = m.facts()
	out, err := w.deed(m, s)
	switch code := market.Code(err); {
	case err == nil:
		m.keepHead()
		return out
	case code == "no_place_here":
		m.keepHead() // the wish is as good as a match
	case code == "":
		w.must(err, "%s", s)
	case m.facts() != m.counted:
		w.broken("I1", "%q was refused with %s and left %d facts behind", s, code, m.facts()-m.counted)
	}
	return market.Code(err)
}

func (m *machine) facts() uint64 {
	c, err := m.store().Counts(ctx)
	m.w.must(err, "%s counts", m.name)
	return c.Facts
}

// deed does one thing and notes it in the book when it was acknowledged.
func (w *world) deed(m *machine, s step) (string, error) {
	switch s[1] {
	case "open":
		return w.open(m, s)
	case "check-in":
		_, err := w.checkIn(m, s[2])
		return "ok", err
	case "take":
		return w.takeAt(m, s[2], s[3])
	case "join":
		return w.join(m, s[2], s[3])
	case "cancel", "contact", "arrive", "finish":
		return w.onMatch(m, s)
	case "revise":
		heads, _ := strconv.Atoi(s[4]) // the script was checked
		id := w.postingAt(m, s[2])
		asked, err := m.desk.RevisePosting(ctx, desk.Self, id, func(p *market.Posting) { p.Headcount = heads })
		if o := w.book.postings[s[2]]; err == nil {
			o.most = max(o.most, heads)
			if o.asked = o.asked || asked; !asked && o.by == m { // elsewhere only the same number passes
				o.heads = heads
			}
		}
		if asked {
			return "asked", err
		}
		return "ok", err
	case "note": // what stands is compared between all in the end
		_, err := m.desk.RevisePosting(ctx, desk.Self, w.postingAt(m, s[2]), func(p *market.Posting) { p.Notes = s[3] })
		return "ok", err
	case "close":
		err := m.desk.ClosePosting(ctx, desk.Self, w.postingAt(m, s[2]), "done")
		if err == nil {
			w.book.postings[s[2]].closed = true
		}
		return "ok", err
	case "crash":
		m.crash()
	case "full", "room":
		m.setFull(s[1] == "full", s.after())
	case "clock":
		m.skew += span(s[2])
	case "backup":
		return "ok", m.backup()
	case "restore":
		return w.restore(m), nil
	case "odd":
		err := m.odd()
		if err == nil {
			w.book.odd++
		}
		return "ok", err
	case "clone":
		return w.clone(m, s[2]), nil
	}
	return "ok", nil
}

func employerOf(posting string) string { return "雇主" + posting }

func (w *world) open(m *machine, s step) (string, error) {
	if w.book.postings[s[2]] != nil {
		return "", market.Refuse("named_twice")
	}
	heads, _ := strconv.Atoi(s[4]) // the script was checked
	employers, err := m.store().EmployersByPhone(ctx, phoneOf(s[2]))
	if err != nil {
		return "", err
	}
	var e market.EmployerID
	if len(employers) > 0 { // registered before the disk was full or the program stopped
		e = employers[0].ID
	} else {
		e, err = m.desk.RegisterEmployer(ctx, desk.Self, market.Employer{Name: employerOf(s[2]), Kind: "individual", Phone: phoneOf(s[2])})
		if err != nil {
			return "", err
		}
		m.keepHead()
	}
	p := market.Posting{
		Employer: e, Trade: "loader", Title: s[2], Headcount: heads, Pay: 15000, Unit: "day", Area: stationAreas[0],
		Start: "2027-02-01T07:30", End: "2027-02-01T17:30",
	}
	if len(s) > 6 {
		p.Share = market.Share(s[6])
	}
	id, err := m.desk.OpenPosting(ctx, desk.Self, p)
	if err != nil {
		return "", err
	}
	w.noteOpen(m, s)
	return string(id), nil
}

func (w *world) noteOpen(m *machine, s step) {
	heads, _ := strconv.Atoi(s[4]) // the script was checked
	o := &opened{by: m, share: "county", heads: heads, most: heads}
	if len(s) > 6 {
		o.share = s[6]
	}
	w.book.postings[s[2]] = o
}

func (w *world) takeAt(m *machine, posting, worker string) (string, error) {
	id := w.postingAt(m, posting)
	if id == "" {
		return "", market.Refuse("unknown_posting")
	}
	who, err := w.checkIn(m, worker)
	if err != nil {
		return "", err
	}
	t, err := m.desk.Take(ctx, desk.Self, id, who)
	if market.Code(err) == "no_place_here" {
		w.book.ask(ask{m, posting, worker, false})
	}
	if err != nil {
		return "", err
	}
	w.take(&given{spot: spot{posting, t.Place}, worker: worker, by: m, id: t.Match, state: market.Taken})
	return fmt.Sprintf("place %d, %s", t.Place, t.Match), nil
}

// join puts a worker on the waitlist; a later round makes the match.
func (w *world) join(m *machine, posting, worker string) (string, error) {
	id := w.postingAt(m, posting)
	if id == "" {
		return "", market.Refuse("unknown_posting")
	}
	who, err := w.checkIn(m, worker)
	if err != nil {
		return "", err
	}
	if _, err := m.desk.JoinWaitlist(ctx, desk.Self, id, who); err != nil {
		return "", err
	}
	w.book.ask(ask{m, posting, worker, true})
	return "ok", nil
}

// onMatch does something about the newest match of a worker on a posting.
func (w *world) onMatch(m *machine, s step) (string, error) {
	g := w.book.match(s[2], s[3])
	if g == nil {
		return "", market.Refuse("unknown_match")
	}
	if row, err := m.store().Match(ctx, g.id); err != nil || row.Posting != w.postingAt(m, s[2]) {
		return "", market.Refuse("unknown_match") // or another's under the same number
	}
	said := "ok"
	var err error
	switch s[1] {
	case "cancel":
		var asked bool
		if asked, err = m.desk.Cancel(ctx, desk.Self, g.id, "other"); err == nil && asked {
			said = "asked"
		}
	case "contact":
		err = m.desk.Contact(ctx, desk.Self, g.id)
	case "arrive":
		err = m.desk.Arrive(ctx, desk.Self, g.id)
	case "finish":
		err = m.desk.Finish(ctx, desk.Self, g.id, nil, 0)
	}
	if err == nil {
		g.least = least[s[1]]
		w.refresh(m)
	}
	return said, err
}

// least is how far a match has come at least when it was said so. A cancel asked for elsewhere
// comes too late for who is there to say that the work is done.
var least = map[string]market.MatchState{"arrive": market.Arrived, "finish": market.Finished, "cancel": market.Finished}
