package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/uplink"
)

// BenchmarkSync is `make bench-sync`.
var (
	benchFacts  = flag.Int("facts", 82_000, "facts in the backlog of BenchmarkSync")
	benchFolder = flag.String("backlog", "", "a folder to keep the backlog in, or with one to use again")
)

// pile is a folder with a county and a station whose backlog the county has not heard of.
type pile struct {
	tb    testing.TB
	dir   string
	clock time.Time
}

func (p *pile) now() time.Time { return p.clock }

// heap makes the pile, or finds it in dir.
func heap(tb testing.TB, dir string, facts int) *pile {
	tb.Helper()
	b := newBacklog(tb, facts)
	p := &pile{tb: tb, dir: dir, clock: startOfBacklog}
	if _, err := os.Stat(filepath.Join(dir, "station")); err == nil {
		p.clock = startOfBacklog.AddDate(0, 0, 101)
		return p
	}
	c := p.county(filepath.Join(dir, "county"))
	d := p.enrol(c, filepath.Join(dir, "station"), func() time.Time { return b.clock })
	b.write(d)
	// What is to be handed over is written at the first round, with or without a link.
	if _, _, err := d.Store().Prepare(context.Background(), true); err != nil {
		tb.Fatal(err)
	}
	c.close()
	if err := d.Store().Close(); err != nil {
		tb.Fatal(err)
	}
	p.clock = startOfBacklog.AddDate(0, 0, 101)
	return p
}

// served is a county on a port.
type served struct {
	archive *archive.Archive
	addr    string
	close   func()
}

func (p *pile) county(dir string) *served {
	p.tb.Helper()
	ctx := context.Background()
	a, err := archive.Open(ctx, dir, p.now)
	if err == nil {
		err = a.SetPublic(ctx, "https://ls.example.cn")
	}
	if err != nil {
		p.tb.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		p.tb.Fatal(err)
	}
	s := &http.Server{Handler: county.New(a, slog.New(slog.DiscardHandler)).Handler(), ReadHeaderTimeout: 10 * time.Second}
	go s.Serve(l)
	return &served{a, l.Addr().String(), func() { s.Close(); a.Close() }}
}

func (p *pile) enrol(c *served, dir string, now func() time.Time) *desk.Desk {
	p.tb.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, dir, now)
	if err != nil {
		p.tb.Fatal(err)
	}
	code, err := c.archive.NewCode(ctx, "", "410423106204")
	if err != nil {
		p.tb.Fatal(err)
	}
	if _, _, err := desk.Enrol(ctx, s, "http://"+c.addr, code); err != nil {
		p.tb.Fatal(err)
	}
	return desk.New(s, assets.Areas(), assets.Trades())
}

// copies gives fresh copies of the county, served, and of the station.
func (p *pile) copies() (*served, *desk.Desk) {
	p.tb.Helper()
	dir := p.tb.TempDir()
	for _, name := range []string{"county", "station"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(p.dir, name))); err != nil {
			p.tb.Fatal(err)
		}
	}
	c := p.county(filepath.Join(dir, "county"))
	p.tb.Cleanup(c.close)
	s, err := store.Open(context.Background(), filepath.Join(dir, "station"), p.now)
	if err != nil {
		p.tb.Fatal(err)
	}
	p.tb.Cleanup(func() { s.Close() })
	return c, desk.New(s, assets.Areas(), assets.Trades())
}

// over makes the station's client at another address of the county.
func over(tb testing.TB, d *desk.Desk, url string) *uplink.Client {
	tb.Helper()
	id, err := d.Store().Identity(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	return uplink.New(uplink.Config{URL: url, Origin: id.Origin, Key: id.Sign, County: id.CountySign})
}

// until makes rounds until the county has proved to have all, as a courier would, and gives what
// they did.
func until(tb testing.TB, d *desk.Desk, c *uplink.Client, most int) (sum uplink.Result, rounds int) {
	tb.Helper()
	for rounds = 1; rounds <= most; rounds++ {
		r, err := d.Sync(context.Background(), c)
		if err != nil {
			tb.Fatal(err)
		}
		sum.Pushed, sum.Pulled = sum.Pushed+r.Pushed, sum.Pulled+r.Pulled
		if r.Code == "" {
			return sum, rounds
		}
	}
	tb.Fatalf("not done after %d rounds: %+v", most, sum)
	return sum, rounds
}

// cpu is the processor time of this process, which both ends of a measured round share.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// The line of the bad link.
const (
	badRate  = 256_000 / 8
	badDelay = 150 * time.Millisecond
	badCut   = 20 * time.Second
)

// floor is what the bare line needs for so many bytes: to connect, to ask, to send.
func floor(bytes int64) time.Duration {
	return time.Duration(bytes)*time.Second/badRate + 3*2*badDelay
}

func BenchmarkSync(b *testing.B) {
	dir := *benchFolder
	if dir == "" {
		dir = b.TempDir()
	}
	p := heap(b, dir, *benchFacts)
	for b.Loop() {
		t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "\nwhat\tbytes\tseconds\tprocessor s\tfloor of 256 kbit/s, 300 ms")
		first, second := p.overLoopback(b, t)
		p.news(b, t, first, second)
		p.overBadLink(b, t)
		if err := t.Flush(); err != nil {
			b.Fatal(err)
		}
	}
}

// overLoopback measures the backlog up and the first fill of an empty station.
func (p *pile) overLoopback(b *testing.B, t *tabwriter.Writer) (first, second *desk.Desk) {
	c, first := p.copies()
	line := (&link{}).lay(b, c.addr)
	start, used := time.Now(), cpu()
	sum, _ := until(b, first, over(b, first, "http://"+c.addr), 1)
	took, busy := time.Since(start), cpu()-used
	// Bytes are weighed in a second run, so that the scales take no time of the first.
	weighedCounty, again := p.copies()
	scales := (&link{}).lay(b, weighedCounty.addr)
	until(b, again, over(b, again, scales.url()), 1)
	up := scales.up.sent.Load()
	fmt.Fprintf(t, "%d facts up, loopback\t%d\t%.2f\t%.2f\t%.1f\n", sum.Pushed, up, took.Seconds(), busy.Seconds(), floor(up).Seconds())

	second = p.enrol(c, b.TempDir(), p.now)
	b.Cleanup(func() { second.Store().Close() })
	start, used = time.Now(), cpu()
	sum, _ = until(b, second, over(b, second, line.url()), 1)
	down := line.down.sent.Load()
	fmt.Fprintf(t, "first fill, %d facts\t%d\t%.2f\t%.2f\t%.1f\n", sum.Pulled, down, time.Since(start).Seconds(), (cpu() - used).Seconds(), floor(down).Seconds())
	return first, second
}

// news measures how long a posting takes from the desk that opens it to the screen of another
// station that waits for news.
func (p *pile) news(b *testing.B, t *tabwriter.Writer, first, second *desk.Desk) {
	ctx, cancel := context.WithCancel(context.Background())
	seen := make(chan struct{}, 1)
	second.OnChange(func() { seen <- struct{}{} })
	done := make(chan error, 1)
	firstURL := p.url(b, second)
	go func() {
		c := over(b, second, firstURL)
		for ctx.Err() == nil {
			if _, err := second.Watch(ctx, c); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	c := over(b, first, firstURL)
	e, err := first.Store().Employers(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for range 100 {
		start := time.Now()
		post := openedAt(p.clock, e[0].ID)
		if _, err := first.OpenPosting(context.Background(), desk.Self, post); err != nil {
			b.Fatal(err)
		}
		if r, err := first.Forward(context.Background(), c); err != nil || r.Code != "" {
			b.Fatalf("%+v, %v", r, err)
		}
		<-seen
		took = append(took, time.Since(start))
	}
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	slices.Sort(took)
	fmt.Fprintf(t, "a posting to the next station, median\t\t%.4f\t\t%.1f\n", took[len(took)/2].Seconds(), (2 * badDelay).Seconds())
	fmt.Fprintf(t, "the same, 99 of 100\t\t%.4f\t\t\n", took[len(took)*99/100].Seconds())
}

// openedAt is what an employer wants for the day after.
func openedAt(now time.Time, e market.EmployerID) market.Posting {
	return market.Posting{
		Employer: e, Trade: "loader", Title: "卸化肥", Headcount: 1, Pay: 15000, Unit: "day",
		Area: "410423106204", Start: market.MinuteOf(now.AddDate(0, 0, 1)), End: market.MinuteOf(now.AddDate(0, 0, 1).Add(8 * time.Hour)),
	}
}

func (p *pile) url(b *testing.B, d *desk.Desk) string {
	id, err := d.Store().Identity(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return id.URL
}

func (p *pile) overBadLink(b *testing.B, t *tabwriter.Writer) {
	c, d := p.copies()
	line := (&link{rate: badRate, delay: badDelay, every: badCut}).lay(b, c.addr)
	start, used := time.Now(), cpu()
	sum, _ := until(b, d, over(b, d, line.url()), 1000)
	up := line.up.sent.Load()
	fmt.Fprintf(t, "%d facts up, bad link, %d cuts\t%d\t%.1f\t%.2f\t%.1f\n", sum.Pushed, line.cuts.Load(), up,
		time.Since(start).Seconds(), (cpu() - used).Seconds(), floor(up).Seconds())
}

// The backlog of a day reaches the county whole over a line that is cut every few kilobytes, and an
// empty station then fills up.
func TestBacklogTravelsOverACutLine(t *testing.T) {
	p := heap(t, quickDir(t), 1_640)
	c, d := p.copies()
	counts, err := d.Store().Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	line := (&link{bytes: 14 << 10}).lay(t, c.addr)
	sum, _ := until(t, d, over(t, d, line.url()), 100)
	left, err := d.Store().Counts(t.Context())
	if err != nil || left.Unsent != 0 || sum.Pushed == 0 || line.cuts.Load() < 3 {
		t.Errorf("%d left of %d with %d cuts, %+v, %v", left.Unsent, counts.Unsent, line.cuts.Load(), sum, err)
	}
	facts, forks := 0, 0
	for kind, n := range map[string]*int{"facts": &facts, "conflicts": &forks} {
		err := c.archive.Dump(t.Context(), kind, func(row any) error {
			b, err := json.Marshal(row)
			if kind == "facts" || bytes.Contains(b, []byte(`"kind":"fork"`)) { // people of the pile do work two jobs a day
				*n++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if uint64(facts) < counts.Facts || forks != 0 {
		t.Errorf("the county has %d facts of %d, and %d forks", facts, counts.Facts, forks)
	}
	second := p.enrol(c, filepath.Join(quickDir(t), "second"), p.now)
	defer second.Store().Close()
	until(t, second, over(t, second, "http://"+c.addr), 1)
	want, err := d.Store().Postings(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := second.Store().Postings(t.Context(), store.Filter{})
	if err != nil || len(got) != len(want) || len(want) == 0 {
		t.Errorf("%d postings at the second station, want %d (%v)", len(got), len(want), err)
	}
}
