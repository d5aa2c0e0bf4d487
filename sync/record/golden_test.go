package record_test

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

var rewrite = flag.Bool("rewrite", false, "write testdata anew; an old line may only change before the first release")

const golden = "testdata/facts.txt"

// sample is one fact and what its body holds.
type sample struct {
	kind record.Kind
	id   market.Ref
	base uint64
	body any
	box  bool
}

// samples has one fact of every kind, with every field that the kind has today.
func samples() []sample {
	yes := true
	at := func(n uint32) market.Ref { return market.Ref{Origin: market.Origin{Station: 12, Epoch: 1}, N: n} }
	ref := func(n uint32) record.Ref { return record.Ref{Station: 12, Epoch: 1, N: n} }
	station := market.Ref{Origin: market.Origin{Epoch: 1}, N: 12}
	posting := record.Posting{
		Employer: ref(430), Trade: "loader", Title: "卸车", Headcount: 5, Pay: 150_00, Unit: "day", Settlement: "same_day",
		Area: "410423000000", Place: "粮库东门", Start: "2026-11-23T07:30", End: "2026-11-23T17:30", Closes: "2026-11-23T07:00",
		MeetTime: "05:00", MeetPlace: "桥头", Meals: true, Lodging: true, Transport: true, Insurance: "employer", Agreement: true,
		Source: "on_site", Notes: "带手套", Share: "county",
	}
	revised := posting
	revised.Headcount, revised.Added, revised.Withdrawn, revised.Restored = 6, 2, []int{3}, []int{1}
	return append(append(append(rightsSamples(), hallSamples()...), deskSamples()...), []sample{
		{record.EmployerRegistered, at(430), 0, record.Employer{Name: "史师傅", Kind: "individual", USCC: "91410400MA40000002", Licence: "证1"}, true},
		{record.PostingOpened, at(431), 0, posting, false},
		{record.PostingRevised, at(431), 7, revised, false},
		{record.PostingClosed, at(431), 0, record.Closed{Reason: "下雨"}, false},
		{record.WorkerRegistered, at(19), 0, record.Worker{Trades: []market.TradeID{"loader", "mason"}}, true},
		{record.CheckInMade, at(20), 0, record.CheckIn{Worker: ref(19), Purpose: "work", Day: "2026-11-22", Number: 12}, false},
		{record.MatchTaken, at(21), 0, record.Taken{Posting: ref(431), Worker: ref(19), Place: 3, Nonce: 4711}, false},
		{record.MatchCancelled, at(21), 0, record.Cancelled{Reason: "no_show"}, false},
		{record.CancelAsked, at(21), 0, record.Cancelled{Reason: "other"}, false},
		{record.MatchContacted, at(21), 0, struct{}{}, false},
		{record.MatchArrived, at(21), 0, struct{}{}, false},
		{record.MatchFinished, at(21), 0, record.Finished{Paid: &yes, Amount: 150_00}, false},
		{record.SlipPrinted, at(21), 0, record.Printed{Nonce: 815}, false},
		{record.PlaceRequested, at(22), 0, record.Requested{Posting: ref(431), Worker: ref(19)}, false},
		{record.PlaceReturned, at(431), 0, record.Moved{Moves: []record.Move{{Place: 4, Hop: 1}, {Place: 5, Hop: 3}}, Recall: 1}, false},
		{record.PlaceGranted, at(431), 0, record.Moved{Moves: []record.Move{{Place: 4, Hop: 2}}, Station: 7, Epoch: 2, Request: ref(22)}, false},
		{record.PlaceRecalled, at(431), 0, record.Recalled{Station: 12, Epoch: 1, Want: -2}, false},
		{record.PlaceReclaimed, at(431), 0, record.Moved{Moves: []record.Move{{Place: 4, Hop: 3}}, Station: 12, Epoch: 1}, false},
		{record.FactPassed, at(2), 0, record.Passed{Station: 12, Epoch: 1, Seq: 7}, false},
		{record.PersonErased, at(431), 0, record.Erased{Tags: []seal.Tag{{1, 2, 3}}}, false},
		{record.EpochOpened, at(1), 0, record.Opened{
			Old: 1, Why: record.WhyFork, Common: 7, Head: 9, Hash: record.Hash{1, 0xff},
			Renamed: []record.Rename{{Old: ref(431), New: record.Ref{Station: 12, Epoch: 2, N: 2}}},
		}, false},
		{record.WaitlistJoined, at(23), 0, record.Joined{Posting: ref(431), Worker: ref(19), Root: &record.Ref{Station: 11, Epoch: 2, N: 7}}, false},
		{record.HeadsAsked, at(24), 0, record.AskedHeads{Posting: ref(431), Heads: 7}, false},
		{record.MatchLate, at(21), 0, struct{}{}, false},
		{record.ConflictWinner, at(431), 0, record.Winner{Place: 3, Match: ref(21)}, false},
		{record.ConflictSettled, at(21), 0, record.Settled{Kind: record.DoublePerson, Matches: []record.Ref{ref(21), ref(25)}, Decision: "说好了"}, false},
		{record.WorkerMerged, at(19), 0, record.Merged{Others: []record.Ref{{Station: 7, Epoch: 2, N: 3}}}, false},
		{record.WorkerApart, at(19), 0, record.Apart{Other: record.Ref{Station: 7, Epoch: 2, N: 3}}, false},
		{record.WaitlistLeft, at(23), 0, struct{}{}, false},
		{record.WaitlistCalled, at(23), 0, struct{}{}, false},
		{record.GenerationOpened, record.GenerationRef(2), 0, record.Generation{Gen: 2}, false},
		{record.PlaceHeld, at(431), 0, record.Held{
			Gen: 2, Mine: []record.Move{{Place: 4, Hop: 2}}, Back: []record.Move{{Place: 5, Hop: 3}}, Granted: []record.Ref{ref(22)},
		}, false},
		{record.HoldingsListed, at(431), 0, record.Listed{Gen: 2}, false},
		{record.ConsentGiven, at(19), 0, record.Consent{Notice: 2}, false},
		{record.WishesTold, at(19), 1, record.Wishes{Trades: []market.TradeID{"mason"}, Reach: "county", Free: "week"}, true},
		{record.CardIssued, at(19), 1, record.Card{Digest: make([]byte, 16)}, false},
		{record.CountyHeard, at(432), 0, record.Heard{Gen: 2, Words: []record.Word{{Epoch: 1, Seq: 7, Fact: []byte{0x88}}}}, false},
		{record.StationEnrolled, station, 0, record.StationInfo{Epoch: 1, Name: "桥头驿站", Area: "410423103000", Sign: make([]byte, 32)}, false},
		{record.StaffSet, station, 0, record.Staff{Account: "s12-1", Title: "值班员", Role: "clerk", PIN: "$argon2id$", Station: 12}, false},
	}...)
}

func (s sample) fact(t *testing.T) *record.Fact {
	t.Helper()
	body, err := record.Marshal(s.body)
	if err != nil {
		t.Fatal(err)
	}
	flags, ok := record.Known(s.kind)
	if !ok {
		t.Fatalf("%s is not a known kind", s.kind)
	}
	f := &record.Fact{Kind: s.kind, Flags: flags, ID: s.id, At: 1_795_000_000_000, Base: s.base, By: "self", Body: body}
	if s.box {
		f.Boxes = []record.Box{{Tag: seal.Tag{1, 2, 3}, Published: true, Data: []byte{1, 0xff}}}
	}
	return f
}

// Journals keep the bytes that a program of years ago wrote, so those must be read for ever,
// and the same fact must give the same bytes on every machine.
func TestStoredBytesStayReadable(t *testing.T) {
	if *rewrite {
		var b strings.Builder
		for _, s := range samples() {
			raw, err := s.fact(t).Encode()
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %x\n", s.kind, raw)
		}
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[record.Kind][]byte{}
	for line := range strings.Lines(string(text)) {
		kind, digits, _ := strings.Cut(strings.TrimSpace(line), " ")
		if stored[record.Kind(kind)], err = hex.DecodeString(digits); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range samples() {
		t.Run(string(s.kind), func(t *testing.T) {
			want := s.fact(t)
			got, err := record.Decode(stored[s.kind])
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("stored bytes say\n%+v, want\n%+v", got, want)
			}
			body := reflect.New(reflect.TypeOf(s.body))
			if err := record.Unmarshal(got.Body, body.Interface()); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(body.Elem().Interface(), s.body) {
				t.Errorf("stored body says\n%+v, want\n%+v", body.Elem(), s.body)
			}
			again, err := want.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(again, stored[s.kind]) {
				t.Errorf("encodes to\n%x, stored is\n%x", again, stored[s.kind])
			}
		})
		delete(stored, s.kind)
	}
	for kind := range stored {
		t.Errorf("testdata holds %s, of which there is no sample", kind)
	}
}

// A kind that is added without a sample here would have no golden bytes.
func TestEveryKindHasASample(t *testing.T) {
	have := map[record.Kind]bool{}
	for _, s := range samples() {
		have[s.kind] = true
	}
	for _, k := range record.Kinds() {
		if !have[k] {
			t.Errorf("no sample of %s", k)
		}
	}
}
