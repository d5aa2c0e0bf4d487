package kiosk

import (
	"context"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// road leads from a courier to a county in the same process, and can be closed.
type road struct {
	county  http.Handler
	archive *archive.Archive

	mu     sync.Mutex
	closed func(*http.Request) bool // nobody answers
	busy   int                      // seconds that the county asks to wait; 0 when it serves
	seen   []time.Time              // when a request was sent, served or not
}

// RoundTrip implements http.RoundTripper.
func (r *road) RoundTrip(q *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.seen = append(r.seen, time.Now())
	closed, busy := r.closed != nil && r.closed(q), r.busy
	r.mu.Unlock()
	reply := httptest.NewRecorder()
	switch {
	case closed:
		return nil, errors.New("nobody there")
	case busy > 0:
		body, err := wire.Pack(&wire.Fault{Code: "overload", After: busy})
		if err != nil {
			return nil, err
		}
		sig, err := base64.StdEncoding.DecodeString(q.Header.Get(wire.HeaderSig))
		if err != nil {
			return nil, err
		}
		wire.SignReply(reply.Header(), sig, http.StatusServiceUnavailable, body, r.archive.Sign())
		reply.WriteHeader(http.StatusServiceUnavailable)
		_, _ = reply.Write(body)
	default:
		q = q.Clone(q.Context())
		if q.Body == nil { // as a server would have it
			q.Body = http.NoBody
		}
		r.county.ServeHTTP(reply, q)
	}
	return reply.Result(), nil
}

// set changes how the road is.
func (r *road) set(closed func(*http.Request) bool, busy int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed, r.busy = closed, busy
}

// times gives when something was sent, requests of one moment as one, and forgets it.
func (r *road) times() []time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []time.Time
	for _, t := range r.seen {
		if len(out) == 0 || !t.Equal(out[len(out)-1]) {
			out = append(out, t)
		}
	}
	r.seen = nil
	return out
}

// ends gives the last moment of each round, whose requests are less than a second apart.
func ends(at []time.Time) (out []time.Time) {
	for i, t := range at {
		if i+1 == len(at) || at[i+1].Sub(t) >= time.Second {
			out = append(out, t)
		}
	}
	return out
}

func always(*http.Request) bool { return true }

// route runs f beside a courier on its way to a county. Time is the bubble's, so waiting costs
// none. The courier's own requests go over road; those of its lookout find nobody.
func route(t *testing.T, f func(c *courier, r *road)) {
	dir := t.TempDir()
	enrolled(t, dir)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		a, err := archive.Open(ctx, filepath.Join(dir, "county"), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		s, err := store.Open(ctx, filepath.Join(dir, "station"), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		d := desk.New(s, assets.Areas(), assets.Trades())
		c := newCourier(d, slog.New(slog.DiscardHandler))
		d.OnChange(c.changed)
		if err := c.load(ctx); err != nil {
			t.Fatal(err)
		}
		r := &road{county: county.New(a, slog.New(slog.DiscardHandler)).Handler(), archive: a}
		id, err := s.Identity(ctx)
		if err != nil {
			t.Fatal(err)
		}
		over := func(way http.RoundTripper) *uplink.Client {
			return uplink.New(uplink.Config{URL: "http://county.test", Origin: id.Origin, Key: id.Sign, County: id.CountySign, Transport: way})
		}
		c.client, c.lookout = over(r), over(&road{closed: always})
		var serving sync.WaitGroup
		defer serving.Wait()
		defer cancel()
		serving.Go(func() {
			if err := c.serve(ctx); err != nil {
				t.Error(err)
			}
		})
		f(c, r)
	})
}

// enrolled makes a county and a station of it in dir.
func enrolled(t *testing.T, dir string) {
	t.Helper()
	ctx := t.Context()
	a, err := archive.Open(ctx, filepath.Join(dir, "county"), time.Now)
	if err == nil {
		err = a.SetPublic(ctx, "https://ls.example.cn")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	server := httptest.NewServer(county.New(a, slog.New(slog.DiscardHandler)).Handler())
	defer server.Close()
	code, err := a.NewCode(ctx, "", "410423106204")
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, filepath.Join(dir, "station"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, _, err := desk.Enrol(ctx, s, server.URL, code); err != nil {
		t.Fatal(err)
	}
}

// checkIn writes a fact.
func checkIn(t *testing.T, c *courier, phone string) {
	t.Helper()
	w := market.Worker{Name: "李大山", Phone: phone, BirthYear: 1970}
	w.Area = "410423106204"
	if _, err := c.desk.CheckIn(t.Context(), desk.Self, w, "work"); err != nil {
		t.Fatal(err)
	}
}

// within says whether d is anything from half of most to most.
func within(d, most time.Duration) bool { return d >= most/2 && d <= most }

// A county that is gone is tried ever more seldom, at moments that nobody can foretell, and about
// once a minute for ever. What is written meanwhile does not send the courier off.
func TestCourierBacksOff(t *testing.T) {
	route(t, func(c *courier, r *road) {
		r.set(always, 0)
		time.Sleep(20 * time.Minute)
		synctest.Wait()
		checkIn(t, c, "13800138000")
		synctest.Wait()
		at := r.times()
		if time.Since(at[len(at)-1]) == 0 {
			t.Error("a fact sent the courier to a county that is not there")
		}
		if n := len(at); n < 20 || n > 48 {
			t.Fatalf("%d tries in 20 minutes", n)
		}
		gaps := map[time.Duration]bool{}
		for i := range at[1:] {
			gap := at[i+1].Sub(at[i])
			if most := min(patience, hurry<<i); !within(gap, most) {
				t.Errorf("after %d tries it waited %s, want up to %s", i+1, gap, most)
			}
			gaps[gap] = true
		}
		if len(gaps) < len(at)/2 {
			t.Errorf("%d tries at %d distances", len(at), len(gaps))
		}
		if s := c.current(); s.Online || s.Code != "offline" || s.Unsent == 0 {
			t.Errorf("the screen would show %+v", s)
		}
	})
}

// A county that has too much to do says when to come again. Nobody comes earlier.
func TestCourierHeedsRetryAfter(t *testing.T) {
	route(t, func(c *courier, r *road) {
		synctest.Wait() // the first round may be under way already
		r.times()
		r.set(nil, 300)
		time.Sleep(14 * time.Minute)
		synctest.Wait()
		at := r.times()
		if len(at) != 3 || at[1].Sub(at[0]) != 300*time.Second || at[2].Sub(at[1]) != 300*time.Second {
			t.Errorf("asked to wait 300 s it came at %v", at)
		}
		r.set(nil, 1)
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		at = r.times()
		if len(at) < 2 || !within(at[1].Sub(at[0]), hurry<<3) {
			t.Errorf("asked to wait a second it came at %v, want its own backoff", at)
		}
	})
}

// A round that moved something begins the waiting anew, also when it did not come to its end.
func TestCourierResetsOnProgress(t *testing.T) {
	route(t, func(c *courier, r *road) {
		r.set(always, 0)
		time.Sleep(10 * time.Minute)
		checkIn(t, c, "13800138000")
		r.times()
		r.set(func(q *http.Request) bool { return q.URL.Path == wire.PathPull }, 0)
		time.Sleep(patience + 4*hurry) // it may have begun its longest wait just now
		synctest.Wait()
		if n := c.current().Unsent; n != 0 {
			t.Fatalf("%d facts are still unsent", n)
		}
		at := ends(r.times())
		if len(at) < 3 || !within(at[1].Sub(at[0]), hurry) || !within(at[2].Sub(at[1]), 2*hurry) {
			t.Errorf("after progress it came at %v", at)
		}
		r.set(nil, 0)
		time.Sleep(patience)
		synctest.Wait()
		r.times()
		r.set(always, 0)
		time.Sleep(pace + patience)
		synctest.Wait()
		if at := r.times(); len(at) < 3 || !within(at[1].Sub(at[0]), hurry) {
			t.Errorf("after whole rounds it came at %v", at)
		}
	})
}

// While the county answers, a new fact is there in the moment it is written, and a round follows.
// Without one, rounds go at their pace.
func TestCourierWakesOnANewFact(t *testing.T) {
	route(t, func(c *courier, r *road) {
		time.Sleep(time.Minute)
		synctest.Wait()
		at := r.times()
		for i := range at[1:] {
			if at[i+1].Sub(at[i]) != pace {
				t.Errorf("rounds at %v, want one every %s", at, pace)
			}
		}
		if !c.current().Online {
			t.Fatalf("the county does not answer: %+v", c.current())
		}
		time.Sleep(7 * time.Second)
		checkIn(t, c, "13800138000")
		wrote := time.Now()
		synctest.Wait()
		if at := r.times(); len(at) != 1 || !at[0].Equal(wrote) {
			t.Errorf("written at %s, sent at %v", wrote, at)
		}
		if n := c.current().Unsent; n != 0 {
			t.Errorf("%d facts are unsent", n)
		}
		time.Sleep(settle)
		synctest.Wait()
		if at := r.times(); len(at) != 1 || !at[0].Equal(wrote.Add(settle)) {
			t.Errorf("the round after it was at %v", at)
		}
	})
}
