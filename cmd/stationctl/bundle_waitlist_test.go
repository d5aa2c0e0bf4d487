package main_test

import "testing"

// waiting counts who waits at a station for a posting.
func (s *station) waiting(posting string) int {
	s.w.t.Helper()
	return len(s.must(`{"do":"waitlist.list","posting":%q}`, posting)["waiting"].([]any))
}

// standing gives the matches of a posting that a station shows and that are not cancelled, worker by
// match.
func (s *station) standing(posting string) map[string]any {
	s.w.t.Helper()
	out := map[string]any{}
	for _, m := range s.must(`{"do":"match.list","posting":%q}`, posting)["matches"].([]any) {
		if m := m.(map[string]any); m["state"] != "cancelled" {
			out[m["match"].(string)] = m["worker"]
		}
	}
	return out
}

// Two stations that meet the county only by stick, and a posting without a free place: who waits
// at one of them gets the place that comes free at the other, in the order in which the county
// heard of them; who leaves the queue is passed over. Sticks that come again change nothing.
func TestWaitlistByStickOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.enrol("a", townA), w.enrol("b", townB)
	k := &stick{w: w}
	posting := a.posting(2)
	first := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, a.worker(1))["match"].(string)
	second := a.must(`{"do":"match.take","posting":%q,"worker":%q}`, posting, a.worker(2))["match"].(string)
	k.up(a)
	k.up(b)
	k.down(b, 2)
	join := func(s *station, worker string) string {
		t.Helper()
		return s.must(`{"do":"waitlist.join","posting":%q,"worker":%q}`, posting, worker)["waitlist"].(string)
	}
	gone, early := b.worker(3), b.worker(4)
	left := join(b, gone)
	join(b, early)
	joined := k.up(b)
	late := a.worker(5)
	join(a, late) // waits where the place comes free, and yet its turn is later
	k.up(a)
	b.must(`{"do":"waitlist.leave","waitlist":%q}`, left)
	k.up(b)
	if a.waiting(posting) != 1 || b.waiting(posting) != 1 {
		t.Fatalf("%d wait at a, %d at b", a.waiting(posting), b.waiting(posting))
	}

	round := func() {
		k.down(a, 1)
		k.up(a)
		k.down(b, 2)
		k.up(b)
	}
	free := func(match string) {
		t.Helper()
		a.must(`{"do":"match.cancel","match":%q,"reason":"worker_declined"}`, match)
		k.up(a)
	}
	free(first)
	rounds := 0
	for ; b.waiting(posting) > 0; rounds++ {
		if rounds == 3 {
			t.Fatalf("who waits at b has no place after 3 rounds of sticks; waiting at a: %d", a.waiting(posting))
		}
		round()
	}
	got := ""
	for match, worker := range b.standing(posting) {
		if worker == early {
			got = match
		}
	}
	if got == "" {
		t.Fatalf("b shows %v, none of them %s", b.standing(posting), early)
	}
	if a.waiting(posting) != 1 {
		t.Error("who came later was served too")
	}
	if r := b.must(`{"do":"match.print","match":%q}`, got); r["slip"] == "" {
		t.Errorf("its slip: %v", r)
	}
	free(second)
	for rounds = 0; a.waiting(posting) > 0; rounds++ {
		if rounds == 3 {
			t.Fatal("who waits at a has no place after 3 rounds of sticks")
		}
		round()
	}
	round()
	want := map[string]bool{early: true, late: true}
	for _, s := range []*station{a, b} {
		l := s.standing(posting)
		for _, worker := range l {
			if len(l) != 2 || !want[worker.(string)] {
				t.Errorf("%s shows %v", s.data, l)
			}
		}
		if len(l) == 0 {
			t.Errorf("%s shows nobody", s.data)
		}
	}
	if l := w.dump("conflicts"); len(l) != 0 {
		t.Errorf("conflicts: %v", l)
	}
	before := w.all()
	w.ask("county", "-data", w.path("county"), "bundle", "in", joined)
	if w.all() != before {
		t.Error("the stick with the joins, taken again, changes something")
	}
}
