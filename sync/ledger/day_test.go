package ledger_test

import (
	"pgregory.net/rapid"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// day draws what several stations and the county might write on one day: every kind of fact,
// honest, with what offline stations do at the same time (revisions on one base, cancels asked
// for twice, work finished by two stations), and now and then a place given by a station that
// does not hold it, as a fenced one may.
type day struct {
	*pen
	t        *rapid.T
	stations []market.Origin
	next     map[market.Origin]uint32
	workers  map[market.Origin][]market.Ref
	postings []*openPosting
	matches  []madeMatch
	requests []madeRequest
	waiting  []market.Ref // entries of the waitlist
}

type openPosting struct {
	id        market.Ref
	holders   []market.Origin // of place i+1
	hops      []uint32
	withdrawn []bool
	revision  uint64
	added     int          // by the county
	asks      []market.Ref // for another headcount
}

type madeMatch struct {
	id      market.Ref
	posting *openPosting
	place   int
}

type madeRequest struct {
	id      market.Ref
	posting *openPosting
}

func drawDay(t *rapid.T, steps int) *day {
	d := &day{
		pen: newPen(), t: t, next: map[market.Origin]uint32{}, workers: map[market.Origin][]market.Ref{},
		stations: []market.Origin{{Station: 1, Epoch: 1}, {Station: 2, Epoch: 1}, {Station: 2, Epoch: 2}},
	}
	acts := []func(){
		d.employer, d.worker, d.worker, d.open, d.open, d.revise, d.revise, d.close, d.checkIn, d.take, d.take, d.take, d.take, d.cancel, d.cancel,
		d.ask, d.contact, d.arrive, d.finish, d.print, d.request, d.request, d.join, d.join, d.leave, d.askHeads, d.number, d.judge, d.judge, d.call, d.give, d.give, d.grant, d.grant, d.recall, d.enrol, d.staff,
	}
	for range steps {
		acts[rapid.IntRange(0, len(acts)-1).Draw(t, "act")]()
	}
	return d
}

func (d *day) station() market.Origin { return rapid.SampledFrom(d.stations).Draw(d.t, "station") }

func (d *day) new(o market.Origin) market.Ref {
	d.next[o]++
	return market.Ref{Origin: o, N: d.next[o]}
}

// any picks an element; false when there is none.
func any1[E any](d *day, l []E) (e E, ok bool) {
	if len(l) == 0 {
		return e, false
	}
	return rapid.SampledFrom(l).Draw(d.t, "pick"), true
}

func (d *day) employer() {
	o := d.station()
	d.write(o, record.EmployerRegistered, d.new(o), 0, record.Employer{Name: "史师傅", Kind: "individual"}, record.Box{Published: true, Data: []byte{1}})
}

func (d *day) worker() {
	o := d.station()
	id := d.new(o)
	d.workers[o] = append(d.workers[o], id)
	d.write(o, record.WorkerRegistered, id, 0, record.Worker{Trades: []market.TradeID{"loader"}}, record.Box{Data: []byte{byte(id.N)}})
}

func (d *day) body(heads int) record.Posting {
	return record.Posting{
		Trade: "loader", Title: rapid.SampledFrom([]string{"卸车", "装车", "搬砖"}).Draw(d.t, "title"), Headcount: heads,
		Pay: 150_00, Unit: "day", Area: "410423000000", Start: "2026-11-23T07:30", Share: "county",
	}
}

func (d *day) open() {
	o := d.station()
	p := &openPosting{id: d.new(o)}
	heads := rapid.IntRange(1, 4).Draw(d.t, "heads")
	p.add(heads)
	d.postings = append(d.postings, p)
	d.write(o, record.PostingOpened, p.id, 0, d.body(heads))
}

func (p *openPosting) add(n int) {
	for range n {
		p.holders, p.hops, p.withdrawn = append(p.holders, p.id.Origin), append(p.hops, 0), append(p.withdrawn, false)
	}
}

func (d *day) revise() {
	p, ok := any1(d, d.postings)
	if !ok {
		return
	}
	o := d.station()
	b := d.body(rapid.IntRange(1, 6).Draw(d.t, "heads"))
	base := uint64(rapid.IntRange(0, int(p.revision)).Draw(d.t, "base")) // what its author had seen
	if o == p.id.Origin {
		base = p.revision
		b.Added = rapid.IntRange(0, 2).Draw(d.t, "added")
		p.add(b.Added)
		if n := rapid.IntRange(0, len(p.holders)).Draw(d.t, "turned"); n > 0 {
			if p.withdrawn[n-1] = !p.withdrawn[n-1]; p.withdrawn[n-1] {
				b.Withdrawn = []int{n}
			} else {
				b.Restored = []int{n}
			}
		}
		if ask, ok := any1(d, p.asks); ok {
			b.Answers = []record.Ref{refOf(ask)}
		}
	}
	p.revision = max(p.revision, base+1)
	d.write(o, record.PostingRevised, p.id, base, b)
}

func (d *day) askHeads() {
	if p, ok := any1(d, d.postings); ok {
		o := d.station()
		id := d.new(o)
		p.asks = append(p.asks, id)
		d.write(o, record.HeadsAsked, id, 0, record.AskedHeads{Posting: refOf(p.id), Heads: rapid.IntRange(1, 6).Draw(d.t, "heads")})
	}
}

// number is what the county says of places once the opener's epoch is over, while facts of that
// epoch may still come.
func (d *day) number() {
	p, ok := any1(d, d.postings)
	if !ok || rapid.IntRange(0, 2).Draw(d.t, "numbered by the county") > 0 {
		return
	}
	b := d.body(rapid.IntRange(1, 6).Draw(d.t, "heads"))
	b.Added = rapid.IntRange(0, 2).Draw(d.t, "added")
	p.added += b.Added
	place := rapid.IntRange(1, len(p.holders)+p.added).Draw(d.t, "turned")
	if place > len(p.holders) {
		place += 5*market.MaxHeadcount - len(p.holders)
	}
	turned := []*[]int{&b.Withdrawn, &b.Restored}
	*turned[rapid.IntRange(0, 1).Draw(d.t, "which way")] = []int{place}
	if ask, ok := any1(d, p.asks); ok {
		b.Answers = []record.Ref{refOf(ask)}
	}
	d.write(ledger.County, record.PostingRevised, p.id, 0, b)
}

func (d *day) close() {
	if p, ok := any1(d, d.postings); ok && rapid.IntRange(0, 4).Draw(d.t, "close") == 0 {
		d.write(d.station(), record.PostingClosed, p.id, 0, record.Closed{})
	}
}

func (d *day) checkIn() {
	o := d.station()
	if w, ok := any1(d, d.workers[o]); ok {
		id := d.new(o)
		d.write(o, record.CheckInMade, id, 0, record.CheckIn{Worker: refOf(w), Purpose: "work", Day: "2026-11-22", Number: int(id.N)})
	}
}

func (d *day) take() {
	p, ok := any1(d, d.postings)
	if !ok {
		return
	}
	place := rapid.IntRange(1, len(p.holders)).Draw(d.t, "place")
	o := p.holders[place-1]
	if o.County() || rapid.IntRange(0, 9).Draw(d.t, "fenced") == 0 {
		o = d.station()
	}
	w, ok := any1(d, d.workers[o])
	if !ok {
		return
	}
	m := madeMatch{id: d.new(o), posting: p, place: place}
	d.matches = append(d.matches, m)
	d.write(o, record.MatchTaken, m.id, 0, record.Taken{Posting: refOf(p.id), Worker: refOf(w), Place: place, Nonce: uint16(m.id.N)})
}

func (d *day) cancel() {
	if m, ok := any1(d, d.matches); ok {
		o := m.id.Origin
		if rapid.IntRange(0, 4).Draw(d.t, "by the county") == 0 {
			o = ledger.County
		}
		d.write(o, record.MatchCancelled, m.id, 0, record.Cancelled{Reason: rapid.SampledFrom(market.CancelReasons).Draw(d.t, "reason")})
	}
}

func (d *day) ask() {
	if m, ok := any1(d, d.matches); ok {
		d.write(d.station(), record.CancelAsked, m.id, 0, record.Cancelled{Reason: rapid.SampledFrom([]string{"", "no_show"}).Draw(d.t, "reason")})
	}
}

// judge is what the county or its staff say of matches.
func (d *day) judge() {
	m, ok := any1(d, d.matches)
	if !ok {
		return
	}
	switch other, _ := any1(d, d.matches); rapid.IntRange(0, 2).Draw(d.t, "judged") {
	case 0:
		d.write(ledger.County, record.MatchLate, m.id, 0, struct{}{})
	case 1:
		d.write(ledger.County, record.ConflictWinner, m.posting.id, 0, record.Winner{Place: 1, Match: refOf(m.id)})
	default:
		d.write(ledger.County, record.ConflictSettled, m.id, 0, record.Settled{Kind: record.TimeClash, Matches: []record.Ref{refOf(m.id), refOf(other.id)}})
	}
}

func (d *day) contact() {
	if m, ok := any1(d, d.matches); ok {
		d.write(d.station(), record.MatchContacted, m.id, 0, struct{}{})
	}
}

func (d *day) arrive() {
	if m, ok := any1(d, d.matches); ok {
		d.write(d.station(), record.MatchArrived, m.id, 0, struct{}{})
	}
}

func (d *day) finish() {
	m, ok := any1(d, d.matches)
	if !ok {
		return
	}
	var b record.Finished
	if rapid.Bool().Draw(d.t, "said") {
		paid := rapid.Bool().Draw(d.t, "paid")
		b = record.Finished{Paid: &paid, Amount: market.Fen(rapid.IntRange(0, 3).Draw(d.t, "amount"))}
	}
	d.write(d.station(), record.MatchFinished, m.id, 0, b)
}

func (d *day) print() {
	if m, ok := any1(d, d.matches); ok {
		d.write(m.id.Origin, record.SlipPrinted, m.id, 0, record.Printed{Nonce: rapid.Uint16().Draw(d.t, "nonce")})
	}
}

func (d *day) request() {
	o := d.station()
	p, ok := any1(d, d.postings)
	w, known := any1(d, d.workers[o])
	if ok && known {
		id := d.new(o)
		d.requests = append(d.requests, madeRequest{id, p})
		d.write(o, record.PlaceRequested, id, 0, record.Requested{Posting: refOf(p.id), Worker: refOf(w)})
	}
}

// join puts somebody on the waitlist; a grant may answer that too.
func (d *day) join() {
	o := d.station()
	p, ok := any1(d, d.postings)
	w, known := any1(d, d.workers[o])
	if ok && known {
		id := d.new(o)
		b := record.Joined{Posting: refOf(p.id), Worker: refOf(w)}
		if root, ok := any1(d, d.waiting); ok && rapid.Bool().Draw(d.t, "stands for another") {
			first := refOf(root)
			b.Root = &first
		}
		d.requests, d.waiting = append(d.requests, madeRequest{id, p}), append(d.waiting, id)
		d.write(o, record.WaitlistJoined, id, 0, b)
	}
}

func (d *day) leave() {
	if id, ok := any1(d, d.waiting); ok {
		o := id.Origin
		if rapid.IntRange(0, 4).Draw(d.t, "by the county") == 0 {
			o = ledger.County
		}
		d.write(o, record.WaitlistLeft, id, 0, struct{}{})
	}
}

func (d *day) call() {
	if id, ok := any1(d, d.waiting); ok {
		d.write(ledger.County, record.WaitlistCalled, id, 0, struct{}{})
	}
}

// give returns some of what a station holds of a posting.
func (d *day) give() {
	p, ok := any1(d, d.postings)
	if !ok {
		return
	}
	o := d.station()
	var b record.Moved
	for i, h := range p.holders {
		if h == o && rapid.Bool().Draw(d.t, "return") {
			p.hops[i]++
			p.holders[i] = ledger.County
			b.Moves = append(b.Moves, record.Move{Place: i + 1, Hop: p.hops[i]})
		}
	}
	if len(b.Moves) > 0 {
		b.Recall = rapid.IntRange(0, len(b.Moves)).Draw(d.t, "recalled")
		d.write(o, record.PlaceReturned, p.id, 0, b)
	}
}

// grant hands a place that the county holds to a station, for a request or ahead of need.
func (d *day) grant() {
	p, ok := any1(d, d.postings)
	if !ok {
		return
	}
	for i, h := range p.holders {
		if !h.County() {
			continue
		}
		to := d.station()
		p.hops[i]++
		p.holders[i] = to
		b := record.Moved{Moves: []record.Move{{Place: i + 1, Hop: p.hops[i]}}, Station: to.Station, Epoch: to.Epoch}
		if q, ok := any1(d, d.requests); ok && q.posting == p {
			b.Request = refOf(q.id)
		}
		d.write(ledger.County, record.PlaceGranted, p.id, 0, b)
		return
	}
}

func (d *day) recall() {
	if p, ok := any1(d, d.postings); ok {
		o := d.station()
		d.write(ledger.County, record.PlaceRecalled, p.id, 0, record.Recalled{Station: o.Station, Epoch: o.Epoch, Want: rapid.IntRange(-2, 2).Draw(d.t, "want")})
	}
}

func (d *day) enrol() {
	o := d.station()
	b := record.StationInfo{Epoch: o.Epoch, Name: rapid.SampledFrom([]string{"桥头", "东街"}).Draw(d.t, "name"), Area: "410423000000", Sign: make([]byte, 32)}
	d.write(ledger.County, record.StationEnrolled, market.Ref{Origin: ledger.County, N: uint32(o.Station)}, 0, b)
}

func (d *day) staff() {
	role := rapid.SampledFrom([]string{"clerk", "supervisor"}).Draw(d.t, "role")
	d.write(ledger.County, record.StaffSet, market.Ref{Origin: ledger.County, N: 1}, 0, record.Staff{Account: "s1", Role: role, Station: 1})
}
