package county_test

import (
	"context"
	"testing"

	"yizhan/sync/record"
	"yizhan/sync/replica"
	"yizhan/sync/uplink"
)

// Journals lets a station forward.
func (s *station) Journals(ctx context.Context) ([]replica.Journal, error) {
	l, _, err := s.Prepare(ctx, true)
	return l, err
}

// What one station forwards reaches another that waits for news, also when neither has said
// hello yet, and the place it takes is not one that waiting was counted as a round for.
func TestNewsReachWhoWaits(t *testing.T) {
	c := newTown(t)
	a, b := c.enrol(lushan), c.enrol(yexian)
	lookout := b.clientAt(c.server.URL)
	if r, err := uplink.Watch(t.Context(), lookout, b); err != nil || r.Code != "" || r.Pulled == 0 { // the stations' keys
		t.Fatalf("%+v, %v", r, err)
	}
	heard := make(chan uplink.Result, 1)
	go func() {
		r, err := uplink.Watch(t.Context(), lookout, b)
		if err != nil {
			r.Code = err.Error()
		}
		heard <- r
	}()
	p := a.posting(2, "county")
	if r, err := uplink.Forward(t.Context(), a.client, a); err != nil || r.Code != "" || r.Pushed != 2 || a.acked != 2 {
		t.Fatalf("%+v, %v; acknowledged up to %d", r, err, a.acked)
	}
	if r := <-heard; r.Code != "" || r.Pulled == 0 {
		t.Errorf("%+v", r)
	}
	if !b.has(record.PostingOpened, p) {
		t.Error("the posting was not heard of")
	}
	if b.has(record.PlaceGranted, p) {
		t.Error("waiting for news was taken for a round")
	}
	// Nothing unsent, nothing sent; a nonce that the county forgot is asked for again.
	if r, err := uplink.Forward(t.Context(), a.client, a); err != nil || r != (uplink.Result{}) {
		t.Errorf("%+v, %v", r, err)
	}
	for range 9 {
		a.greeted()
	}
	a.posting(1, "county")
	if r, err := uplink.Forward(t.Context(), a.client, a); err != nil || r.Code != "" || r.Pushed != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	// A county that is gone, and a caller that has had enough.
	a.posting(1, "county")
	c.server.Close()
	if r, err := uplink.Forward(t.Context(), a.client, a); err != nil || r.Code != "offline" {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := uplink.Watch(t.Context(), lookout, b); err != nil || r.Code != "offline" {
		t.Errorf("%+v, %v", r, err)
	}
}
