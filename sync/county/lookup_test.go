package county_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"yizhan/sync/county"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// lookup asks as the station and takes what it is told.
func (s *station) lookup(phone, name, id string) (*wire.Found, string) {
	s.t.Helper()
	f, err := s.client.Lookup(s.t.Context(), s.countyWrap, &wire.Wanted{Phone: phone, Name: name, IDNumber: id})
	if err != nil && market.Code(err) == "" {
		s.t.Fatal(err)
	}
	if f != nil {
		if _, err := s.Take(s.t.Context(), &wire.Pulled{Items: f.Items, Keys: f.Keys, Upto: s.rev}); err != nil {
			s.t.Fatal(err)
		}
	}
	return f, market.Code(err)
}

// tagOf is the tag of the box of a worker registered at s.
func (s *station) tagOf(worker market.Ref) seal.Tag {
	s.t.Helper()
	for _, raw := range s.facts {
		if f, err := record.Decode(raw); err == nil && f.ID == worker && f.Kind == record.WorkerRegistered {
			return f.Boxes[0].Tag
		}
	}
	s.t.Fatalf("%s did not register %s", s.Origin, worker)
	return seal.Tag{}
}

// identified registers a worker with an ID number.
func (s *station) identified(name, phone, id string) market.Ref {
	return s.write(record.WorkerRegistered, s.new(), record.Worker{}, s.box(record.Person{Name: name, Phone: phone, IDNumber: id}, false))
}

func (c *town) dumped(kind string) string {
	c.t.Helper()
	var out []string
	for line := range strings.Lines(c.picture()) {
		if row, ok := strings.CutPrefix(line, kind+" "); ok {
			out = append(out, strings.TrimSpace(row))
		}
	}
	return strings.Join(out, "\n")
}

// The numbers of this test are those of GB 11643's own examples.
const (
	idOfLi   = "11010519491231002X"
	idOfWang = "440524188001010014"
)

// Whoever asks is told of the one person who fits, and of nobody where several do.
func TestLookup(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(yexian)
	li := a.identified("李大山", "18900001111", idOfLi)
	wang := a.person("王小花", "18900001111")
	alone := a.person("赵四", "18900002222")
	a.person("赵五", "")
	a.sync()
	b.sync()
	for _, q := range []struct{ phone, name, id, code, found string }{
		{"18900002222", "", "", "", alone.String()},
		{"+86 189-0000-2222", "", "", "", alone.String()},
		{"18900002222", "赵四", "", "", alone.String()},
		{"18900002222", "赵五", "", "unknown_person", ""},
		{"18900001111", "", "", "name_needed", ""},
		{"18900001111", "王小花", "", "", wang.String()},
		{"", "", idOfLi, "", li.String()},
		{"18900002222", "", strings.ToLower(idOfLi), "", li.String()},
		{"", "", idOfWang, "unknown_person", ""},
		{"", "", idOfLi[:17] + "0", "bad_id_number", ""},
		{"18900003333", "", "", "unknown_person", ""},
		{"", "赵五", "", "bad_phone", ""},
	} {
		f, code := b.lookup(q.phone, q.name, q.id)
		if code != q.code || (f == nil) != (q.found == "") || f != nil && f.Worker.String() != q.found {
			t.Errorf("%+v: %q, %+v", q, code, f)
		}
	}
	if got := strings.Count(c.dumped("lookups"), `"found":true`); got != 6 {
		t.Errorf("%d lookups with an answer are logged, want 6:\n%s", got, c.dumped("lookups"))
	}
	if got := strings.Count(c.dumped("lookups"), `"found":false`); got != 4 {
		t.Errorf("%d vain lookups are logged, want 4", got)
	}
}

// I10: who asked has the registration and its key, also when it pulls from the beginning; who
// never asked has neither, whatever it pulls. Nothing of whom was asked for stands in a log.
func TestLookupTellsNobodyElse(t *testing.T) {
	c := newTown(t)
	var log bytes.Buffer
	spoken := httptest.NewServer(county.New(c.archive, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))).Handler())
	defer spoken.Close()
	a, b, other := c.enrol(lushan), c.enrol(lushan), c.enrol(lushan)
	b.client = b.clientAt(spoken.URL)
	worker, untold := a.person("李大山", "18900001111"), a.person("王小花", "18900002222")
	tag := a.tagOf(worker)
	a.sync()
	for _, s := range []*station{b, other} {
		s.sync()
		if _, knows := s.opened[tag]; knows || s.has(record.WorkerRegistered, worker) {
			t.Fatalf("%s was told unasked", s.Origin)
		}
	}
	f, code := b.lookup("18900001111", "", "")
	if code != "" || len(f.Items) != 1 || len(f.Keys) != 1 {
		t.Fatalf("%q %+v", code, f)
	}
	if _, err := other.wrap.Unwrap(f.Keys[0].Tag, f.Keys[0].Wrapped); err == nil {
		t.Error("another station opens the key that was sent to the one that asked")
	}
	if _, code := b.lookup("18900009999", "无名氏", ""); code != "unknown_person" {
		t.Errorf("%q", code)
	}
	b.rev, b.pulled, b.opened = 0, nil, map[seal.Tag]seal.Key{}
	other.rev = 0
	b.sync()
	other.sync()
	if _, knows := b.opened[tag]; !knows || !b.has(record.WorkerRegistered, worker) {
		t.Error("pulling from the beginning, the station that asked is not told again")
	}
	if _, knows := other.opened[tag]; knows || other.has(record.WorkerRegistered, worker) {
		t.Error("a station that never asked was told")
	}
	if b.has(record.WorkerRegistered, untold) {
		t.Error("who asked for one was told of another")
	}
	for _, personal := range []string{"18900001111", "18900009999", "李大山", "无名氏"} {
		if strings.Contains(log.String(), personal) || strings.Contains(c.dumped("lookups"), personal) {
			t.Errorf("%s stands in a log:\n%s\n%s", personal, log.String(), c.dumped("lookups"))
		}
	}
	if n := strings.Count(log.String(), "lookup of a worker"); n != 2 {
		t.Errorf("%d lines in the log, want 2:\n%s", n, log.String())
	}
}

// Who was erased is not found, by anything.
func TestErasedIsNotFound(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	worker := a.identified("李大山", "18900001111", idOfLi)
	a.sync()
	if _, code := b.lookup("18900001111", "", ""); code != "" {
		t.Fatal(code)
	}
	if _, err := c.archive.Erase(t.Context(), worker.String()); err != nil {
		t.Fatal(err)
	}
	for _, q := range [][3]string{{"18900001111"}, {"18900001111", "李大山"}, {"", "", idOfLi}} {
		if f, code := b.lookup(q[0], q[1], q[2]); f != nil || code != "unknown_person" {
			t.Errorf("%v: %q %+v", q, code, f)
		}
	}
	b.sync()
	if !b.has(record.PersonErased, worker) {
		t.Error("who had asked was not told of the erasure")
	}
	b.rev, b.opened = 0, map[seal.Tag]seal.Key{}
	b.sync()
	if _, knows := b.opened[a.tagOf(worker)]; knows {
		t.Error("the key was sent after the erasure")
	}
}

// A station cannot try one number after the other, nor one whose epoch is over.
func TestLookupsAreBounded(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(lushan)
	a.person("李大山", "18900001111")
	a.sync()
	asked := 0
	for ; asked < 1000; asked++ {
		if _, code := b.lookup(fmt.Sprintf("1890001%04d", asked), "", ""); code == "too_many" {
			break
		} else if code != "unknown_person" {
			t.Fatalf("%q", code)
		}
	}
	if asked == 1000 {
		t.Fatal("a thousand numbers were tried")
	}
	if _, code := b.lookup("18900001111", "", ""); code != "too_many" {
		t.Errorf("%q", code)
	}
	if _, code := a.lookup("18900001111", "", ""); code != "" {
		t.Errorf("another station: %q", code)
	}
	if _, err := c.archive.Fence(t.Context(), a.Station, 0); err != nil {
		t.Fatal(err)
	}
	if _, code := a.lookup("18900001111", "", ""); code != "frozen" {
		t.Errorf("a fenced station: %q", code)
	}
}
