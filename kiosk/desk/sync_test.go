package desk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// cut is a line to the county that loses the answer to a path when told to.
type cut struct {
	*httptest.Server
	lose atomic.Value // path

	refuse string // a path that the line answers itself, as a proxy would
}

func newCut(t *testing.T, c *realCounty) *cut {
	t.Helper()
	target, err := url.Parse(c.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	l := &cut{}
	l.lose.Store("")
	p := httputil.NewSingleHostReverseProxy(target)
	p.ModifyResponse = func(r *http.Response) error {
		if r.Request.URL.Path == l.lose.Load() {
			panic(http.ErrAbortHandler) // the county has done it, the answer is lost
		}
		return nil
	}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == l.refuse {
			http.Error(w, "length required", http.StatusLengthRequired)
			return
		}
		p.ServeHTTP(w, r)
	}))
	t.Cleanup(l.Close)
	return l
}

// stationOver enrols a station over a line.
func (c *realCounty) stationOver(t *testing.T, at, name string) *desk.Desk {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(quickDir(t), name), fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, _, err := desk.Enrol(t.Context(), s, at, c.code(t)); err != nil {
		t.Fatal(err)
	}
	return desk.New(s, assets.Areas(), assets.Trades())
}

func (c *realCounty) code(t *testing.T) string {
	t.Helper()
	code, err := c.archive.NewCode(t.Context(), "", "410423106204")
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// dump is what the county shows of a kind, one row a line.
func (c *realCounty) dump(t *testing.T, kind string) (rows []any) {
	t.Helper()
	if err := c.archive.Dump(t.Context(), kind, func(r any) error { rows = append(rows, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return rows
}

func trySync(t *testing.T, d *desk.Desk) uplink.Result {
	t.Helper()
	client, err := d.Client(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Sync(t.Context(), client)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Places leave for a county that answers. While nobody does, a station gives all of what it opened.
func TestPlacesStayWhileNobodyAnswers(t *testing.T) {
	c := newCounty(t)
	line := newCut(t, c)
	d := c.stationOver(t, line.URL, "a")
	p := open(t, d, 5)
	line.lose.Store(wire.PathHello)
	for range 2 {
		if r := trySync(t, d); r.Code != "offline" {
			t.Fatalf("%+v, want nobody there", r)
		}
	}
	if r := row(t, d, p); r.PlacesHere != 5 {
		t.Errorf("%d of 5 places are here without a link", r.PlacesHere)
	}
	line.lose.Store("")
	if r := trySync(t, d); r.Code != "" || r.Pushed != 3 {
		t.Errorf("%+v, want employer, posting and places handed over", r)
	}
	if r := row(t, d, p); r.PlacesHere != market.Reserve(5) {
		t.Errorf("%d places are here, want the reserve of %d", r.PlacesHere, market.Reserve(5))
	}
}

// The county took a stream and the answer got lost. The same round asks what arrived, finds out,
// and sends nothing twice.
func TestLostPushReply(t *testing.T) {
	c := newCounty(t)
	line := newCut(t, c)
	d := c.stationOver(t, line.URL, "a")
	open(t, d, 3)
	line.lose.Store(wire.PathStream)
	if r := trySync(t, d); r.Code != "" || r.Pushed != 3 {
		t.Errorf("%+v, want all 3 proved", r)
	}
	if n, err := d.Store().Counts(t.Context()); err != nil || n.Unsent != 0 {
		t.Errorf("%d unsent (%v)", n.Unsent, err)
	}
	stored := len(c.dump(t, "facts"))
	if r := trySync(t, d); r.Code != "" || r.Pushed != 0 {
		t.Errorf("%+v, want a good round that pushes nothing", r)
	}
	if n := len(c.dump(t, "facts")); n != stored {
		t.Errorf("%d facts at the county, there were %d", n, stored)
	}
}

// A proxy that lets no stream through is found out, and the facts go as plain batches.
func TestNoStreamGetsThrough(t *testing.T) {
	c := newCounty(t)
	line := newCut(t, c)
	line.refuse = wire.PathStream
	d := c.stationOver(t, line.URL, "a")
	open(t, d, 3)
	if r := trySync(t, d); r.Code != "" || r.Pushed != 3 {
		t.Errorf("%+v, want all 3 proved", r)
	}
}

// So with every other answer: at each of them the line may go down, and the next good round
// brings everything where it belongs, once.
func TestLostAnswers(t *testing.T) {
	for _, path := range []string{wire.PathHello, wire.PathStream, wire.PathPull} {
		c := newCounty(t)
		line := newCut(t, c)
		a, b := c.stationOver(t, line.URL, "a"), c.station("b")
		p := open(t, a, 4)
		line.lose.Store(path)
		for range 3 {
			// What a stream brought is asked for again; every round has a hello and a pull.
			if r := trySync(t, a); (r.Code == "offline") != (path != wire.PathStream) {
				t.Errorf("%s lost: %+v", path, r)
			}
			round(t, b)
		}
		line.lose.Store("")
		for range 2 {
			round(t, a)
			round(t, b)
		}
		if r := row(t, b, p); r.Headcount != 4 {
			t.Errorf("%s lost: %+v", path, r)
		}
		if n := len(c.dump(t, "postings")); n != 1 {
			t.Errorf("%s lost: %d postings", path, n)
		}
		for _, d := range []*desk.Desk{a, b} {
			if n, err := d.Store().Counts(t.Context()); err != nil || n.Unsent != 0 {
				t.Errorf("%s lost: %d unsent (%v)", path, n.Unsent, err)
			}
		}
		if r := trySync(t, a); r.Pushed+r.Pulled != 0 {
			t.Errorf("%s lost: nothing new, but %+v", path, r)
		}
	}
}

// The code was used and the county's answer got lost: asking again is answered the same.
func TestLostEnrolment(t *testing.T) {
	c := newCounty(t)
	line := newCut(t, c)
	s, err := store.Open(t.Context(), filepath.Join(quickDir(t), "a"), fixedNow)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	code := c.code(t)
	line.lose.Store("/v1/enrol")
	if _, _, err := desk.Enrol(t.Context(), s, line.URL, code); market.Code(err) != "offline" {
		t.Fatalf("%v, want offline", err)
	}
	line.lose.Store("")
	o, digits, err := desk.Enrol(t.Context(), s, line.URL, code)
	if err != nil || o != (market.Origin{Station: 1, Epoch: 1}) || len(digits) != 6 {
		t.Errorf("%v %s %v; want station 1", o, digits, err)
	}
	if n := len(c.dump(t, "stations")); n != 1 {
		t.Errorf("%d stations, want 1", n)
	}
	if _, _, err := desk.Enrol(t.Context(), s, line.URL, code); market.Code(err) != "bad_code" {
		t.Errorf("the code again, after all: %v, want bad_code", err)
	}
}

// A folder that is enrolled again keeps its facts and sends them on, gives its places back, and
// still frees those of its earlier matches.
func TestEnrolAgain(t *testing.T) {
	c := newCounty(t)
	d, other := c.station("a"), c.station("b")
	p := open(t, d, 3)
	m := take(t, d, p, worker(t, d, 1)).Match
	if o, _, err := desk.Enrol(t.Context(), d.Store(), c.server.URL, c.code(t)); err != nil || o.Station != 3 {
		t.Fatalf("%v, %v", o, err)
	}
	round(t, d)
	if n := len(c.dump(t, "matches")); n != 1 {
		t.Errorf("%d matches at the county, want the one made before", n)
	}
	if facts, broken, err := d.Store().Verify(t.Context()); err != nil || broken != 0 || facts < 6 {
		t.Errorf("%d facts, broken at %d, %v", facts, broken, err)
	}
	round(t, other)
	if _, err := other.Cancel(t.Context(), desk.Self, m, "no_show"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		round(t, other)
		round(t, d)
	}
	if match, err := d.Store().Match(t.Context(), m); err != nil || match.State != market.Cancelled {
		t.Errorf("%+v, %v; want it cancelled by the folder that made it", match, err)
	}
	w := worker(t, other, 5)
	for i := 0; ; i++ {
		if _, err := other.Take(t.Context(), desk.Self, p, w); err == nil {
			break
		} else if i > 7 {
			t.Fatal(err)
		}
		round(t, other)
		round(t, d)
	}
	elsewhere := newCounty(t)
	if _, _, err := desk.Enrol(t.Context(), d.Store(), elsewhere.server.URL, elsewhere.code(t)); market.Code(err) != "other_county" {
		t.Errorf("with another county: %v, want other_county", err)
	}
}

func TestOffline(t *testing.T) {
	d := alone(t, &clock{fixedNow()})
	p := open(t, d, 1)
	if r := trySync(t, d); r.Code != "offline" {
		t.Errorf("%+v", r)
	}
	if r, err := d.Store().LastRound(t.Context()); err != nil || r.Code != "offline" || r.Good != 0 || r.At != fixedNow().UnixMilli() {
		t.Errorf("last round %+v, %v", r, err)
	}
	take(t, d, p, worker(t, d, 1)) // the market goes on
}

// A round whose time is over is a county that cannot be reached, and is kept as such.
func TestRoundOutOfTime(t *testing.T) {
	c := newCounty(t)
	d := c.station("a")
	client, err := d.Client(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := d.Sync(ctx, client); err != nil || r.Code != "offline" {
		t.Errorf("%+v, %v; want offline", r, err)
	}
	if r, err := d.Store().LastRound(t.Context()); err != nil || r.Code != "offline" {
		t.Errorf("last round %+v, %v", r, err)
	}
}

func TestCheckSlip(t *testing.T) {
	c := newCounty(t)
	a, b, late := c.station("a"), c.station("b"), (*desk.Desk)(nil)
	p := open(t, a, 2)
	slip := take(t, a, p, worker(t, a, 1)).Slip
	check := func(d *desk.Desk, code, want string) {
		t.Helper()
		s, err := d.CheckSlip(t.Context(), code)
		if market.Code(err) != want || want == "" && (err != nil || s.Posting != p) || want != "" && s != nil {
			t.Errorf("%.60s: %+v, %v; want %q", code, s, err, want)
		}
	}
	check(a, slip, "")
	check(b, slip, "slip_unknown_signer") // its keys have not come
	round(t, b)
	check(b, slip, "") // offline from here on, and without having heard of the posting
	check(b, strings.ToLower(slip)+"\n", "")
	check(b, strings.Replace(slip, "LS.EXAMPLE.CN", "LS.EXAMPLE.ORG", 1), "slip_other_county")
	digits := slip[strings.LastIndex(slip, "/")+1:]
	for i := range digits {
		changed := digits[:i] + string('0'+(digits[i]-'0'+3)%10) + digits[i+1:]
		if s, err := b.CheckSlip(t.Context(), "HTTPS://LS.EXAMPLE.CN/J/"+changed); s != nil || market.Code(err) == "" {
			t.Errorf("digit %d changed: %+v, %v", i, s, err)
		}
	}
	for _, code := range []string{"", "hello", "HTTPS://LS.EXAMPLE.CN/J/", "HTTPS://LS.EXAMPLE.CN/J/0", "HTTPS://LS.EXAMPLE.CN/K/" + digits, digits, strings.Repeat("9", 5000)} {
		check(b, code, "bad_slip")
	}
	late = c.station("c")
	newcomer, _, err := late.PrintPosting(t.Context(), desk.Self, open(t, late, 1))
	if err != nil {
		t.Fatal(err)
	}
	check(b, newcomer, "slip_unknown_signer")
}
