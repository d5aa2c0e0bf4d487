// Package rank says who of the people in a hall goes well with which work, and why. It is pure: it
// reads no clock and no database, and gives the same answer for the same question everywhere.
//
// Begin at Hall. Candidates lists the people for one job, Pairs suggests who goes where, Lottery is
// the order that follows from a seed. Every point that counts has a Reason, and there are no other
// reasons, so what staff read is all that decided. Grades only ever add: whoever is of grade A is
// never below somebody of grade B who is the same in all else.
package rank

import (
	"cmp"
	"slices"

	"yizhan/sync/market"
)

// Person is somebody who waits in the hall.
type Person struct {
	ID     market.WorkerID
	Number int              // of the day; who came first has the smaller one
	Trades []market.TradeID // empty: any work that needs no papers
	Home   market.AreaCode  // "" not known
	Reach  market.Reach     // "" not said
	Pay    market.Fen       // the least for a day; 0 not said
	Grade  market.Grade
	Waited int // minutes today

	Busy    []market.Shift             // work that is kept already
	Worked  map[market.EmployerID]bool // employers for whom the person finished work
	Never   map[market.EmployerID]bool // one of the two wants no more of the other
	Praised bool                       // the last employer who said something said good
	NoShows int                        // in the last weeks
}

// Job is work that wants people.
type Job struct {
	ID       market.PostingID
	Employer market.EmployerID
	Trade    market.TradeID
	Area     market.AreaCode
	Pay      market.Fen
	Unit     market.PayUnit
	Shift    market.Shift
	Left     int // places
}

// Reason is one thing that counted. Its words are "rank.<Code>".
type Reason struct {
	Code   string
	Points int // below 0: against it
	N      int // minutes, times or a place in the lottery, where the words have a number
}

// What may count, in the order in which it is said.
const (
	ByTrade    = "trade"
	ByGroup    = "group" // another trade of the same kind
	ByVillage  = "village"
	ByTownship = "township"
	ByCounty   = "county"
	ByGradeA   = "grade_a"
	ByGradeB   = "grade_b"
	ByWait     = "waited"
	ByWorked   = "worked" // for this employer
	ByPraise   = "praised"
	ByPay      = "pay"
	ByLowPay   = "low_pay" // less than the person looks for
	ByNoShow   = "no_show"
	ByLot      = "lot"
)

// points of what counts. A grade outweighs where somebody lives and how long they waited today; it
// does not outweigh the trade: a bad match helps nobody.
var points = map[string]int{
	ByTrade: 200, ByGroup: 80, ByVillage: 40, ByTownship: 30, ByCounty: 10, ByGradeA: 120, ByGradeB: 60,
	ByWorked: 25, ByPraise: 15, ByPay: 10, ByLowPay: -70, ByNoShow: -40,
}

// A wait counts one point for every waitStep minutes, up to waitMost points. More than noShowsMost
// missed days count as that many.
const (
	waitStep    = 10
	waitMost    = 30
	noShowsMost = 3
)

// Pair is one person on one job.
type Pair struct {
	Person  market.WorkerID
	Number  int
	Job     market.PostingID
	Points  int
	Reasons []Reason // as they are said; together they give Points
}

// Hall is people, with what is looked up of them once. Its methods change nothing that was handed in.
type Hall struct {
	areas  *market.Areas
	people []Person
	kinds  map[market.TradeID]kind
	groups []uint64 // of each person: the groups of their trades
	home   []int    // of each person: which of homes
	homes  []market.AreaCode
}

// kind is what counts of a trade.
type kind struct {
	group  uint64 // one bit
	papers bool   // asked for by law
}

// NewHall makes a hall of people.
func NewHall(trades *market.Trades, areas *market.Areas, people []Person) *Hall {
	h := &Hall{areas: areas, people: people, kinds: map[market.TradeID]kind{}, groups: make([]uint64, len(people)), home: make([]int, len(people))}
	groups := trades.Groups()
	for _, t := range trades.All() {
		h.kinds[t.ID] = kind{1 << slices.Index(groups, t.Group), len(t.Certificates()) > 0}
	}
	homes := map[market.AreaCode]int{}
	for i := range people {
		for _, t := range people[i].Trades {
			h.groups[i] |= h.kinds[t].group
		}
		n, ok := homes[people[i].Home]
		if !ok {
			n = len(h.homes)
			homes[people[i].Home] = n
			h.homes = append(h.homes, people[i].Home)
		}
		h.home[i] = n
	}
	return h
}

// task is a job with what is looked up of it once: its trade, and how far it is from each home.
type task struct {
	*Job
	kind  kind
	known bool
	far   []market.Distance
}

func (h *Hall) task(j *Job) *task {
	t := &task{Job: j, far: make([]market.Distance, len(h.homes))}
	t.kind, t.known = h.kinds[j.Trade]
	for i, home := range h.homes {
		t.far[i] = h.areas.Distance(home, j.Area)
	}
	return t
}

// tally is what counts for one pair, without a place in memory of its own: thousands are made for
// one that is shown.
type tally struct {
	reasons [10]Reason
	n       int
	points  int
}

func (t *tally) count(code string, points, n int) {
	t.reasons[t.n] = Reason{code, points, n}
	t.n++
	t.points += points
}

func (t *tally) counts(code string) { t.count(code, points[code], 0) }

// Bar is why two are not brought together; "" when nothing is in the way. Its words are
// "rank.bar_<Bar>".
type Bar string

// The bars. Never stands before all others.
const (
	NoBar  Bar = ""
	Never  Bar = "never"  // one of them wants no more of the other
	Busy   Bar = "busy"   // the person has work then
	Unable Bar = "unable" // does other work, or the work asks for papers
	TooFar Bar = "far"    // farther than the person goes
)

// pair weighs the i-th person for a job, or says what is in the way.
func (h *Hall) pair(i int, j *task, t *tally) Bar {
	p := &h.people[i]
	*t = tally{}
	if p.Never[j.Employer] {
		return Never
	}
	how, may := h.able(i, j)
	if !may {
		return Unable
	}
	far := j.far[h.home[i]]
	if !within(p.Reach, far) {
		return TooFar
	}
	for _, s := range p.Busy {
		if s.Clashes(j.Shift) {
			return Busy
		}
	}
	if how != "" {
		t.counts(how)
	}
	switch far {
	case market.SameVillage:
		t.counts(ByVillage)
	case market.SameTownship:
		t.counts(ByTownship)
	case market.SameCounty:
		t.counts(ByCounty)
	case market.Elsewhere, market.DistanceUnknown:
	}
	t.grade(p)
	if wait := min(p.Waited/waitStep, waitMost); wait > 0 {
		t.count(ByWait, wait, p.Waited)
	}
	if p.Worked[j.Employer] {
		t.counts(ByWorked)
	}
	if p.Praised {
		t.counts(ByPraise)
	}
	if p.Pay > 0 && j.Unit == "day" {
		if j.Pay >= p.Pay {
			t.counts(ByPay)
		} else {
			t.counts(ByLowPay)
		}
	}
	if n := min(p.NoShows, noShowsMost); n > 0 {
		t.count(ByNoShow, n*points[ByNoShow], p.NoShows)
	}
	return NoBar
}

func (t *tally) grade(p *Person) {
	switch p.Grade {
	case market.GradeA:
		t.counts(ByGradeA)
	case market.GradeB:
		t.counts(ByGradeB)
	case market.GradeC:
	}
}

// able says whether somebody does this work, and which reason that is; "" where they said nothing of
// what they do.
func (h *Hall) able(i int, j *task) (reason string, may bool) {
	trades := h.people[i].Trades
	switch {
	case slices.Contains(trades, j.Trade):
		return ByTrade, true
	case !j.known || j.kind.papers:
		return "", false
	case h.groups[i]&j.kind.group != 0:
		return ByGroup, true
	}
	return "", len(trades) == 0
}

// within says whether somebody goes that far. Where one of the two is not known, nobody is left out.
func within(r market.Reach, d market.Distance) bool {
	if d == market.DistanceUnknown {
		return true
	}
	switch r {
	case "village":
		return d <= market.SameVillage
	case "township":
		return d <= market.SameTownship
	case "county":
		return d <= market.SameCounty
	}
	return true
}

// before orders two people for one job: more points first, then who came first.
func before(a, b weighed, people []Person) int {
	return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(people[a.person].Number, people[b.person].Number), cmp.Compare(a.person, b.person))
}
