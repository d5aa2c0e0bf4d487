package county_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// A copied disk writes on. Whichever copy comes second is told so, the epoch freezes, and what
// the first one said stays as it is.
func TestForkFreezes(t *testing.T) {
	for name, more := range map[string]struct{ first, second int }{
		"copies of one length":     {1, 1},
		"the second is longer":     {1, 3},
		"the second is shorter":    {3, 1},
		"the second wrote nothing": {2, 0},
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
			r := twin.round()
			if more.second == 0 { // what was lost by a rollback is at the county; only the station can tell
				if r.Code != "fork" || c.picture() != before {
					t.Errorf("%+v; the county shows\n%s", r, c.picture())
				}
				return
			}
			if r.Code != "fork" {
				t.Fatalf("the twin's round ended with %q, want fork", r.Code)
			}
			picture := c.picture()
			seq := 2 + min(more.first, more.second)
			if more.second > more.first { // the county saw what follows on another past
				seq = 2 + more.first
			}
			want := fmt.Sprintf(`conflicts {"kind":"fork","station":1,"epoch":1,"seq":%d}`, seq)
			if !strings.Contains(picture, want) || !strings.Contains(picture, `"frozen":true`) {
				t.Errorf("the dump lacks %s or a frozen epoch:\n%s", want, picture)
			}
			for _, line := range strings.Split(before, "\n") {
				if strings.HasPrefix(line, "facts") && !strings.Contains(picture, line) {
					t.Errorf("lost: %s", line)
				}
			}
			s.write(record.CheckInMade, s.new(), record.CheckIn{Day: "2026-11-22", Number: 3})
			if r := s.round(); r.Code != "frozen" {
				t.Errorf("the first copy's round ended with %q, want frozen: it cannot be told from the other", r.Code)
			}
		})
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
