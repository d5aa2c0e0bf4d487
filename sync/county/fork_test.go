package county_test

import (
	"crypto/ed25519"
	"reflect"
	"strings"
	"testing"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// A copied disk writes on. Whichever copy comes second goes on under an epoch of its own with
// what it wrote, the first one follows at its next round, and nothing of either is lost.
func TestCopiesPart(t *testing.T) {
	for name, more := range map[string]struct {
		first, second int
		why           string
	}{
		"copies of one length":     {1, 1, record.WhyFork},
		"the second is longer":     {1, 3, record.WhyFork},
		"the second is shorter":    {3, 1, record.WhyBehind},
		"the second wrote nothing": {2, 0, record.WhyBehind},
		"both wrote much":          {200, 300, record.WhyFork},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			s := c.enrol(lushan)
			s.posting(2, "county")
			s.sync()
			twin := s.copied()
			for range more.first {
				s.write(record.CheckInMade, s.new(), record.CheckIn{Day: "2026-11-22", Number: 1})
			}
			for range more.second {
				twin.write(record.CheckInMade, twin.new(), record.CheckIn{Day: "2026-11-22", Number: 2})
			}
			s.sync()
			before := c.picture()
			twin.sync()
			if want := (uplink.Renewal{Old: s.Origin, Common: 2, Why: more.why, Epoch: 2}); len(twin.renewals) != 1 || !reflect.DeepEqual(twin.renewals[0], want) {
				t.Errorf("the second copy renewed %+v, want %+v", twin.renewals, want)
			}
			picture := c.picture()
			if want := `conflicts {"kind":"fork","station":1,"epoch":1,"seq":3}`; strings.Count(picture, want) != 1 || !strings.Contains(picture, `"frozen":true`) {
				t.Errorf("the dump lacks %s or a frozen epoch:\n%s", want, picture)
			}
			for _, line := range strings.Split(before, "\n") {
				if strings.HasPrefix(line, "facts") && !strings.Contains(picture, line) {
					t.Errorf("lost: %s", line)
				}
			}
			s.write(record.CheckInMade, s.new(), record.CheckIn{Day: "2026-11-22", Number: 3})
			s.sync()
			if want := (uplink.Renewal{Old: market.Origin{Station: 1, Epoch: 1}, Common: uint64(2 + more.first + 1), Why: record.WhyFrozen, Epoch: 3}); len(s.renewals) != 1 ||
				!reflect.DeepEqual(s.renewals[0], want) {
				t.Errorf("the first copy renewed %+v, want %+v", s.renewals, want)
			}
			s.sync()
			twin.sync()
			if got, want := strings.Count(c.picture(), "check_ins {"), more.first+more.second+1; got != want || len(s.renewals)+len(twin.renewals) != 2 {
				t.Errorf("%d check-ins, want %d; renewed %+v, %+v", got, want, s.renewals, twin.renewals)
			}
		})
	}
}

// A batch that grew on another past, as a stick may bring one, freezes the epoch and changes
// nothing else.
func TestForkInABatch(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.posting(2, "county")
	s.sync()
	twin := s.copied()
	for range 3 {
		s.write(record.CheckInMade, s.new(), record.CheckIn{Day: "2026-11-22", Number: 1})
		twin.write(record.CheckInMade, twin.new(), record.CheckIn{Day: "2026-11-22", Number: 2})
	}
	s.sync()
	if _, err := c.archive.Accept(t.Context(), twin.batch(1, 9)); market.Code(err) != "fork" {
		t.Errorf("%v, want fork", err)
	}
	if want := `conflicts {"kind":"fork","station":1,"epoch":1,"seq":3}`; !strings.Contains(c.picture(), want) {
		t.Errorf("the dump lacks %s:\n%s", want, c.picture())
	}
}

// Two answers to one wish, for the first was lost, are the same epoch; keys are good for one.
func TestNewEpochOnce(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.sync()
	ask := func(who *station, old market.Origin) (uint8, error) {
		key, wrap, err := who.RenewKeys(t.Context(), old)
		if err != nil {
			t.Fatal(err)
		}
		m := wire.NewEpoch{Why: record.WhyFork, Keys: wire.Enrol{Version: wire.Version, Code: old.String(), Sign: key.Public().(ed25519.PublicKey), Wrap: wrap}}
		wire.SignEnrol(&m.Keys, key)
		r, err := s.client.NewEpoch(t.Context(), &m)
		if err == nil && (r.Cert == nil || r.Cert.Epoch != r.Epoch || !wire.VerifyCert(c.archive.County(), r.Cert, s.public)) {
			t.Errorf("epoch %d came with %+v", r.Epoch, r.Cert)
		}
		return r.Epoch, err
	}
	for range 2 {
		if n, err := ask(s, s.Origin); n != 2 || err != nil {
			t.Errorf("epoch %d, %v; want 2", n, err)
		}
	}
	if _, err := ask(s, market.Origin{Station: 1, Epoch: 2}); market.Code(err) != "bad_signature" {
		t.Errorf("for an epoch that did not ask: %v", err)
	}
	twin := s.copied()
	twin.renew = nil
	if n, err := ask(twin, s.Origin); n != 3 || err != nil {
		t.Errorf("another copy got epoch %d, %v; want 3", n, err)
	}
	twin.renew = s.sign // the key of the epoch that ends
	if _, err := ask(twin, s.Origin); market.Code(err) != "bad_value" {
		t.Errorf("with the old key: %v", err)
	}
}

// A signed hello about somebody else's journal must not freeze that station.
func TestNobodyFreezesAnother(t *testing.T) {
	c := newTown(t)
	s, eve := c.enrol(lushan), c.enrol(yexian)
	s.posting(2, "county")
	s.sync()
	g := eve.greeted()
	lie := wire.Hello{Version: 1, Have: []wire.Have{
		{Station: s.Station, Epoch: 1, Seq: 2, Hash: record.Hash{6, 6, 6}}, {Station: 77, Epoch: 1, Seq: 1 << 63}, {Epoch: 1, Seq: 1},
	}}
	if status, code := c.send(g.request("POST", wire.PathHello, packed(t, &lie))); status != 200 {
		t.Errorf("%d %s", status, code)
	}
	if p := c.picture(); strings.Contains(p, `"frozen":true`) || strings.Contains(p, "conflicts") {
		t.Errorf("frozen:\n%s", p)
	}
	s.posting(2, "county")
	s.sync()
}

// A station that lies about itself harms itself, and is no fault of the server.
func TestHelloWithHugeNumbers(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.posting(2, "county")
	s.sync()
	for _, h := range []wire.Hello{
		{Version: 1, Have: []wire.Have{{Station: 1, Epoch: 1, Seq: 1<<64 - 1}, {Station: 1, Epoch: 1, Seq: 1<<64 - 1}}},
		{Version: -5, Program: strings.Repeat("驿", 5000), Gen: 1<<32 - 1, Rev: 1<<64 - 1},
	} {
		if _, err := s.client.Hello(t.Context(), &h); err != nil {
			t.Errorf("hello: %v", err)
		}
		if _, err := s.client.Pull(t.Context(), 0, -3*time.Second); err != nil {
			t.Errorf("pull: %v", err)
		}
	}
}
