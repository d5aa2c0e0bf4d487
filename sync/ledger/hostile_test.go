package ledger_test

import (
	"math"
	"strings"
	"testing"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

var (
	alice = market.Origin{Station: 1, Epoch: 1} // opens the posting
	bob   = market.Origin{Station: 2, Epoch: 1} // was granted a place of it
	eve   = market.Origin{Station: 3, Epoch: 1} // has nothing to do with it
)

func at(o market.Origin, n uint32) market.Ref { return market.Ref{Origin: o, N: n} }

func lorry() record.Posting {
	return record.Posting{
		Trade: "loader", Title: "卸车", Headcount: 3, Pay: 150_00, Unit: "day", Area: "410423000000", Start: "2026-11-23T07:30", Share: "county",
	}
}

// scene writes what stands before each hostile fact: a posting of alice with three places, of
// which she has given the first and bob holds the third.
func scene() *pen {
	p := newPen()
	p.write(alice, record.PostingOpened, at(alice, 1), 0, lorry())
	p.write(alice, record.WorkerRegistered, at(alice, 2), 0, record.Worker{}, record.Box{Data: []byte{1}})
	p.write(alice, record.MatchTaken, at(alice, 3), 0, record.Taken{Posting: refOf(at(alice, 1)), Worker: refOf(at(alice, 2)), Place: 1})
	p.write(alice, record.PlaceReturned, at(alice, 1), 0, record.Moved{Moves: []record.Move{{Place: 3, Hop: 1}}})
	p.write(ledger.County, record.PlaceGranted, at(alice, 1), 0, record.Moved{Moves: []record.Move{{Place: 3, Hop: 2}}, Station: 2, Epoch: 1})
	return p
}

// hostile are facts that no honest program writes. wait marks those that might yet become
// good, so they are parked rather than put in quarantine.
var hostile = map[string]struct {
	by    market.Origin
	kind  record.Kind
	id    market.Ref
	base  uint64
	body  any
	boxes []record.Box
	wait  bool
}{
	"a thousand million heads":       {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Headcount = 1_000_000_000 })},
	"no heads":                       {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Headcount = 0 })},
	"negative pay":                   {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Pay = -1 })},
	"endless pay":                    {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Pay = math.MaxInt64 })},
	"a title of 5,000 characters":    {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Title = strings.Repeat("卸", 5000) })},
	"no title":                       {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Title = "" })},
	"a trade of 200 characters":      {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Trade = market.TradeID(strings.Repeat("x", 200)) })},
	"a start that is no time":        {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Start = "tomorrow" })},
	"a start in another form":        {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Start = "2026-11-23T07:30:00" })},
	"an end that is no time":         {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.End = "9999-99-99T99:99" })},
	"a closing that is no time":      {by: eve, kind: record.PostingOpened, id: at(eve, 1), body: with(func(b *record.Posting) { b.Closes = "soon" })},
	"a posting under alice's name":   {by: eve, kind: record.PostingOpened, id: at(alice, 77), body: lorry()},
	"number 0":                       {by: eve, kind: record.PostingOpened, id: at(eve, 0), body: lorry()},
	"a worker under alice's name":    {by: eve, kind: record.WorkerRegistered, id: at(alice, 77), body: record.Worker{}, boxes: []record.Box{{Data: []byte{1}}}},
	"a worker without a box":         {by: eve, kind: record.WorkerRegistered, id: at(eve, 1), body: record.Worker{}},
	"a worker with an empty box":     {by: eve, kind: record.WorkerRegistered, id: at(eve, 1), body: record.Worker{}, boxes: []record.Box{{}}},
	"a worker with six trades":       {by: eve, kind: record.WorkerRegistered, id: at(eve, 1), body: record.Worker{Trades: make([]market.TradeID, 6)}, boxes: []record.Box{{Data: []byte{1}}}},
	"an employer without contact":    {by: eve, kind: record.EmployerRegistered, id: at(eve, 1), body: record.Employer{Name: "x"}},
	"an employer, contact sealed":    {by: eve, kind: record.EmployerRegistered, id: at(eve, 1), body: record.Employer{Name: "x"}, boxes: []record.Box{{Data: []byte{1}}}},
	"an employer, contact empty":     {by: eve, kind: record.EmployerRegistered, id: at(eve, 1), body: record.Employer{Name: "x"}, boxes: []record.Box{{Published: true}}},
	"a check-in under bob's name":    {by: eve, kind: record.CheckInMade, id: at(bob, 77), body: record.CheckIn{Day: "2026-11-22"}},
	"a match under bob's name":       {by: eve, kind: record.MatchTaken, id: at(bob, 77), body: record.Taken{Posting: refOf(at(alice, 1)), Place: 2}},
	"a match on place 0":             {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: record.Taken{Posting: refOf(at(alice, 1)), Place: 0}},
	"a match on place -1":            {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: record.Taken{Posting: refOf(at(alice, 1)), Place: -1}},
	"a match on place 2^62":          {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: record.Taken{Posting: refOf(at(alice, 1)), Place: 1 << 62}},
	"a match on a place not there":   {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: record.Taken{Posting: refOf(at(alice, 1)), Place: 4}, wait: true},
	"a match on no posting":          {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: record.Taken{Place: 1}, wait: true},
	"alice's match cancelled":        {by: eve, kind: record.MatchCancelled, id: at(alice, 3), body: record.Cancelled{Reason: "other"}},
	"alice's slip printed":           {by: eve, kind: record.SlipPrinted, id: at(alice, 3), body: record.Printed{Nonce: 1}},
	"a match paid a fortune":         {by: eve, kind: record.MatchFinished, id: at(alice, 3), body: record.Finished{Amount: math.MaxInt64}},
	"a match paid less than none":    {by: eve, kind: record.MatchFinished, id: at(alice, 3), body: record.Finished{Amount: -1}},
	"a match not there cancelled":    {by: eve, kind: record.MatchCancelled, id: at(alice, 99), body: record.Cancelled{}, wait: true},
	"bob's place returned":           {by: eve, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 3}}}},
	"bob's place returned by alice":  {by: alice, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 3}}}},
	"an own and a foreign place":     {by: bob, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 3}, {Place: 2, Hop: 1}}}},
	"a return far ahead":             {by: eve, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 2, Hop: math.MaxUint32}}}, wait: true},
	"a return of the past":           {by: bob, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 1}}}},
	"a return of place 10^9":         {by: eve, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 1_000_000_000, Hop: 1}}}},
	"a return answering too much":    {by: bob, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 3, Hop: 3}}, Recall: 2}},
	"a return answering less":        {by: bob, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Recall: math.MinInt64}},
	"a return by the county":         {by: ledger.County, kind: record.PlaceReturned, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 2, Hop: 1}}}},
	"a grant by a station":           {by: eve, kind: record.PlaceGranted, id: at(alice, 1), body: record.Moved{Moves: []record.Move{{Place: 2, Hop: 1}}, Station: 3, Epoch: 1}},
	"a recall by a station":          {by: eve, kind: record.PlaceRecalled, id: at(alice, 1), body: record.Recalled{Station: 1, Epoch: 1, Want: 3}},
	"a request under bob's name":     {by: eve, kind: record.PlaceRequested, id: at(bob, 77), body: record.Requested{Posting: refOf(at(alice, 1))}},
	"a waiter under bob's name":      {by: eve, kind: record.WaitlistJoined, id: at(bob, 77), body: record.Joined{Posting: refOf(at(alice, 1))}},
	"a waiter for no posting":        {by: eve, kind: record.WaitlistJoined, id: at(eve, 1), body: record.Joined{}, wait: true},
	"a waiter who never came leaves": {by: eve, kind: record.WaitlistLeft, id: at(eve, 1), body: struct{}{}, wait: true},
	"a waiter called by a station":   {by: eve, kind: record.WaitlistCalled, id: at(eve, 1), body: struct{}{}},
	"places numbered by eve":         {by: eve, kind: record.PostingRevised, id: at(alice, 1), body: with(func(b *record.Posting) { b.Added = 5 })},
	"places withdrawn by eve":        {by: eve, kind: record.PostingRevised, id: at(alice, 1), body: with(func(b *record.Posting) { b.Withdrawn = []int{2} })},
	"places restored by eve":         {by: eve, kind: record.PostingRevised, id: at(alice, 1), body: with(func(b *record.Posting) { b.Restored = []int{2} })},
	"eve answers for alice":          {by: eve, kind: record.PostingRevised, id: at(alice, 1), body: with(func(b *record.Posting) { b.Answers = []record.Ref{refOf(at(bob, 2))} })},
	"heads asked as bob":             {by: eve, kind: record.HeadsAsked, id: at(bob, 77), body: record.AskedHeads{Posting: refOf(at(alice, 1)), Heads: 2}},
	"no heads asked for":             {by: eve, kind: record.HeadsAsked, id: at(eve, 1), body: record.AskedHeads{Posting: refOf(at(alice, 1))}},
	"endless heads asked for":        {by: eve, kind: record.HeadsAsked, id: at(eve, 1), body: record.AskedHeads{Posting: refOf(at(alice, 1)), Heads: math.MaxInt64}},
	"heads asked of no posting":      {by: eve, kind: record.HeadsAsked, id: at(eve, 1), body: record.AskedHeads{Heads: 2}, wait: true},
	"a winner named by a station":    {by: eve, kind: record.ConflictWinner, id: at(alice, 1), body: record.Winner{Place: 1, Match: refOf(at(alice, 3))}},
	"a winner who never took":        {by: ledger.County, kind: record.ConflictWinner, id: at(alice, 1), body: record.Winner{Place: 1, Match: refOf(at(eve, 3))}, wait: true},
	"a match called late by eve":     {by: eve, kind: record.MatchLate, id: at(alice, 3), body: struct{}{}},
	"a conflict settled by eve":      {by: eve, kind: record.ConflictSettled, id: at(alice, 3), body: record.Settled{Kind: record.TimeClash, Matches: make([]record.Ref, 2)}},
	"a conflict of one settled":      {by: ledger.County, kind: record.ConflictSettled, id: at(alice, 3), body: record.Settled{Kind: record.TimeClash, Matches: make([]record.Ref, 1)}},
	"a conflict of no kind settled":  {by: ledger.County, kind: record.ConflictSettled, id: at(alice, 3), body: record.Settled{Kind: "quarrel", Matches: make([]record.Ref, 2)}},
	"ten thousand places":            {by: alice, kind: record.PostingRevised, id: at(alice, 1), body: with(func(b *record.Posting) { b.Added = 999; b.Withdrawn = []int{99_999} })},
	"minus five places":              {by: alice, kind: record.PostingRevised, id: at(alice, 1), body: with(func(b *record.Posting) { b.Added = -5 })},
	"revision 2^63":                  {by: eve, kind: record.PostingRevised, id: at(alice, 1), base: 1 << 63, body: lorry()},
	"revision 2^64-1":                {by: eve, kind: record.PostingRevised, id: at(alice, 1), base: math.MaxUint64, body: lorry()},
	"a revision of nothing":          {by: eve, kind: record.PostingRevised, id: at(eve, 9), body: lorry(), wait: true},
	"a station made by a station":    {by: eve, kind: record.StationEnrolled, id: at(eve, 1), body: record.StationInfo{Epoch: 1, Sign: make([]byte, 32)}},
	"a station without a key":        {by: ledger.County, kind: record.StationEnrolled, id: at(ledger.County, 9), body: record.StationInfo{Epoch: 1}},
	"staff made by a station":        {by: eve, kind: record.StaffSet, id: at(eve, 1), body: record.Staff{Account: "boss", Role: "supervisor", Station: 1}},
	"an unknown kind":                {by: eve, kind: "place.conjured", id: at(alice, 1), body: record.Moved{}},
	"a text for a body":              {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: "take it"},
	"texts for numbers":              {by: eve, kind: record.MatchTaken, id: at(eve, 1), body: map[int]string{3: "three"}},
}

func with(change func(*record.Posting)) record.Posting {
	b := lorry()
	change(&b)
	return b
}

// I8: what cannot be used leaves no trace in the tables and holds up nothing behind it.
func TestHostileFactsChangeNothing(t *testing.T) {
	d := open(t)
	for name, h := range hostile {
		t.Run(name, func(t *testing.T) {
			scratch(t, d, func(b *book) {
				p := scene()
				b.feed(p.entries...)
				before := b.picture()
				out := b.feed(p.write(h.by, h.kind, h.id, h.base, h.body, h.boxes...))[0]
				if after := b.picture(); after != before {
					t.Errorf("tables show\n%s\nbefore it they showed\n%s", after, before)
				}
				harmless := name == "a return of the past" // its effect is there already
				if out.Parked != h.wait || (out.Quarantined != "") == (h.wait || harmless) {
					t.Errorf("outcome %+v", out)
				}
				if n := len(b.rows(`SELECT * FROM quarantine`)); (n == 1) != (out.Quarantined != "") {
					t.Errorf("%d rows in quarantine, outcome %+v", n, out)
				}
				n := uint32(500)
				next := b.feed(p.write(h.by, record.WorkerRegistered, at(h.by, n), 0, record.Worker{}, record.Box{Data: []byte{1}}))[0]
				if len(next.Applied) != 1 {
					t.Errorf("the fact behind it came to %+v", next)
				}
			})
		})
	}
}

// Bytes that are no fact at all are kept and put aside like any other.
func TestGarbageIsQuarantined(t *testing.T) {
	d := open(t)
	for _, raw := range [][]byte{{}, {0xff}, []byte("hello"), {0xa0}, make([]byte, record.MaxFact+1)} {
		scratch(t, d, func(b *book) {
			out := b.feed(journal.Entry{Origin: eve, Seq: 1, Bytes: raw})[0]
			if out.Quarantined == "" || len(out.Applied) > 0 {
				t.Errorf("%.20x came to %+v", raw, out)
			}
		})
	}
}
