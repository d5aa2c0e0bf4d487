package county_test

import (
	"bytes"
	"strings"
	"testing"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

func TestPushedFactsAreKept(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	employer := s.write(record.EmployerRegistered, s.new(), record.Employer{Name: "史师傅", Kind: "individual"},
		s.box(record.Contact{Called: "史师傅", Phone: "13800138000"}, true), s.box(record.Private{Name: "史大明"}, false))
	worker := s.write(record.WorkerRegistered, s.new(), record.Worker{}, s.box(record.Person{Name: "李四", Phone: "18900001111"}, false))
	posting := s.posting(3, "county")
	s.write(record.CheckInMade, s.new(), record.CheckIn{Worker: refOf(worker), Purpose: "work", Day: "2026-11-22", Number: 1})
	match := s.write(record.MatchTaken, s.new(), record.Taken{Posting: refOf(posting), Worker: refOf(worker), Place: 1})
	if r := s.sync(); r.Pushed != 6 {
		t.Errorf("%+v, want 6 pushed", r)
	}
	if s.acked != 6 {
		t.Errorf("%d facts acknowledged, want 6", s.acked)
	}
	picture := c.picture()
	for _, want := range []string{
		`postings {"posting":"` + posting.String() + `","title":"卸车","headcount":3,"taken":1,"state":"open","station":1,"employer":""}`,
		`matches {"match":"` + match.String() + `","posting":"` + posting.String() + `","place":1,"worker":"` + worker.String() + `","state":"taken","station":1}`,
		`stations {"station":1,"name":"平顶山市鲁山县零工市场","epochs":[{"epoch":1,"seq":6,"frozen":false}]}`,
		`employers {"employer":"` + employer.String() + `","name":"史大明"}`,
		`workers {"worker":"` + worker.String() + `","name":"李四","phone":"18900001111"}`,
		`check_ins {"check_in":"1-1-4","worker":"` + worker.String() + `"}`,
		`facts {"rev":2,"station":1,"epoch":1,"seq":1,"kind":"employer.registered","id":"` + employer.String() + `"}`,
	} {
		if !strings.Contains(picture, want+"\n") {
			t.Errorf("the dump lacks\n%s\nit has\n%s", want, picture)
		}
	}
	if r := s.sync(); r.Pushed != 0 || r.Pulled != 0 {
		t.Errorf("nothing new: %+v", r)
	}
}

// A batch sent again, whole or in other pieces, is acknowledged and changes nothing.
func TestBatchReplay(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	for range 4 {
		s.posting(2, "county")
	}
	s.sync()
	before := c.picture()
	for _, b := range []*wire.Batch{s.batch(0, 8), s.batch(0, 3), s.batch(3, 2), s.batch(7, 1)} {
		ack, err := c.archive.Accept(t.Context(), b)
		if err != nil || ack.Seq != 8 || ack.Hash != s.links[8] {
			t.Errorf("facts %d to %d again: %+v, %v", b.First, b.Last(), ack, err)
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("a replay left\n%s\nbefore was\n%s", after, before)
	}
	s.posting(2, "county")
	if ack, err := c.archive.Accept(t.Context(), s.batch(5, 5)); err != nil || ack.Seq != 10 {
		t.Errorf("old and new facts in one batch: %+v, %v", ack, err)
	}
}

// A batch that was altered on its way, on a stick or in a proxy, is refused, and is not taken
// for a fork: nobody but the station itself can freeze it.
func TestAlteredBatches(t *testing.T) {
	c := newTown(t)
	s, other := c.enrol(lushan), c.enrol(yexian)
	s.posting(2, "county")
	s.sync()
	s.posting(2, "county")
	before := c.picture()
	for name, alter := range map[string]struct {
		change func(b *wire.Batch)
		want   string
	}{
		"a fact":            {func(b *wire.Batch) { b.Facts = [][]byte{b.Facts[0], {0xa0}} }, "bad_signature"},
		"the link before":   {func(b *wire.Batch) { b.Prev[3] ^= 1 }, "bad_signature"},
		"both links":        {func(b *wire.Batch) { b.Prev[3] ^= 1; l, _ := b.Links(); b.Hash = l[1] }, "bad_signature"},
		"the signature":     {func(b *wire.Batch) { b.Sig = bytes.Clone(b.Sig); b.Sig[0] ^= 1 }, "bad_signature"},
		"another's station": {func(b *wire.Batch) { b.Station = other.Station }, "bad_signature"},
		"no facts":          {func(b *wire.Batch) { b.Facts = nil; wire.SignBatch(s.county, b, s.sign) }, "bad_signature"},
		"an unknown epoch":  {func(b *wire.Batch) { b.Epoch = 9; wire.SignBatch(s.county, b, s.sign) }, "unknown_station"},
		"another's key":     {func(b *wire.Batch) { wire.SignBatch(s.county, b, other.sign) }, "bad_signature"},
		"a missing fact":    {func(b *wire.Batch) { *b = *s.batch(3, 1) }, "gap"},
		"far ahead":         {func(b *wire.Batch) { b.First = 1 << 62; wire.SignBatch(s.county, b, s.sign) }, "gap"},
		"too many keys":     {func(b *wire.Batch) { b.Keys = make([]wire.Key, 2001) }, "too_large"},
		"too large a ring":  {func(b *wire.Batch) { b.Ring = &wire.Ring{Tags: make([]byte, 16*2001)} }, "too_large"},
	} {
		b := s.batch(2, 2)
		alter.change(b)
		if ack, err := c.archive.Accept(t.Context(), b); market.Code(err) != alter.want {
			t.Errorf("%s: %+v, %v; want %s", name, ack, err, alter.want)
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("left\n%s\nbefore was\n%s", after, before)
	}
	s.sync()
}

// I8: facts that cannot be used are acknowledged like all others, and what stands behind them
// takes effect.
func TestQuarantinedFactsAreAcknowledged(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.raw([]byte("no fact at all"))
	s.write(record.PostingOpened, s.new(), record.Posting{Headcount: 1_000_000_000, Title: "卸车", Pay: 1, Start: "2026-11-23T07:30"})
	s.write("place.conjured", s.new(), struct{}{})
	s.write(record.MatchCancelled, market.Ref{Origin: market.Origin{Station: 9, Epoch: 1}, N: 9}, record.Cancelled{})
	s.write(record.PostingRevised, s.new(), record.Posting{}, record.Box{Data: make([]byte, 10_000)})
	posting := s.posting(2, "county")
	if r := s.sync(); r.Pushed != 7 {
		t.Errorf("%+v, want all 7 acknowledged", r)
	}
	if !strings.Contains(c.picture(), `postings {"posting":"`+posting.String()) {
		t.Errorf("the posting behind them is not there:\n%s", c.picture())
	}
}

// A station with a long queue sends it in batches that fit the limits.
func TestLongQueue(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	for range wire.MaxBatch + 20 {
		s.write(record.CheckInMade, s.new(), record.CheckIn{Worker: record.Ref{Station: 1, Epoch: 1, N: 1}, Purpose: "work", Day: "2026-11-22"})
	}
	if r := s.sync(); r.Pushed != wire.MaxBatch+20 {
		t.Errorf("%+v", r)
	}
}

func TestUnknownDumpKind(t *testing.T) {
	c := newTown(t)
	if err := c.archive.Dump(t.Context(), "secrets", func(any) error { return nil }); market.Code(err) != "unknown_choice" {
		t.Errorf("%v", err)
	}
	for _, kind := range archive.DumpKinds {
		if err := c.archive.Dump(t.Context(), kind, func(any) error { return nil }); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
