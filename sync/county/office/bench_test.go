package office_test

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"flag"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/figures"
	"yizhan/sync/county/report"
	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

var (
	benchFacts    = flag.Int("facts", 20_000, "how many facts the city has; 2000000 is a year of a whole city")
	benchStations = flag.Int("stations", 12, "how many stations it has; a whole city has 300")
	benchYear     = flag.String("year", "", "folder in which the city is kept from one run to the next")
)

// year is a city with a year behind it, its figures, and who looks at it.
type year struct {
	*desk
	plan    yeartest.Plan
	report  *report.Report
	server  *county.Server
	handler http.Handler
	cookie  string
}

// aYear opens the city that the flags say. 19 of 20 stations are online.
func aYear(b *testing.B) *year {
	b.Helper()
	dir := *benchYear
	if dir == "" {
		dir = b.TempDir()
	}
	y := &year{plan: yeartest.Plan{Seed: 1, Counties: 12, Stations: *benchStations, First: "2026-01-01", Days: 365, Facts: *benchFacts, Batch: 100, Full: true}}
	a, clock, err := yeartest.Keep(b.Context(), dir, y.plan)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	y.desk = &desk{t: b, archive: a, now: clock.Now(), dir: dir}
	rows, err := a.Stations(b.Context(), archive.Reach{Area: city})
	if err != nil {
		b.Fatal(err)
	}
	for i, s := range rows {
		st, err := a.Station(b.Context(), market.Origin{Station: s.No, Epoch: s.Epoch})
		if err == nil && i%20 > 0 {
			err = a.Seen(b.Context(), st, archive.Presence{Version: wire.Version, Program: wire.Program})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if y.report, err = report.Open(b.Context(), a, assets.Chinese); err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(y.report.Refresh(b.Context()), y.report.Warm(b.Context())); err != nil { // as it is where the county serves
		b.Fatal(err)
	}
	y.server = county.New(a, slog.New(slog.DiscardHandler), room(y.report))
	all := http.NewServeMux()
	all.Handle("/", y.server.Handler())
	figures.Feeds(all, a, y.report, slog.New(slog.DiscardHandler))
	y.handler = all
	y.cookie = y.signIn("shi-bench", city)
	return y
}

// signIn gives the cookie of an account, which may be there from an earlier run.
func (y *year) signIn(account string, area market.AreaCode) string {
	y.t.Helper()
	ctx := y.t.Context()
	given, err := y.archive.AddOfficer(ctx, "", archive.Officer{Account: account, Title: "张科长", Reach: archive.Reach{Area: area}})
	if market.Code(err) == "account_taken" {
		given, err = y.archive.ResetOfficer(ctx, "", account)
	}
	const password = "a long pass phrase"
	if err == nil {
		err = y.archive.SetPassword(ctx, account, given, password, "test", "")
	}
	if err != nil {
		y.t.Fatal(err)
	}
	token, err := y.archive.SignIn(ctx, account, password, "test")
	if err != nil {
		y.t.Fatal(err)
	}
	return "yizhan_office=" + token
}

// get answers a request without a network between, and gives the status and what was written.
func (y *year) get(path string) (int, []byte) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Cookie", y.cookie)
	w := httptest.NewRecorder()
	y.handler.ServeHTTP(w, r)
	return w.Code, w.Body.Bytes()
}

// ask reads one value of the database.
func (y *year) ask(query string) (s string) {
	y.t.Helper()
	err := y.archive.View(y.t.Context(), func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(y.t.Context(), query).Scan(&s)
	})
	if err != nil && err != sql.ErrNoRows {
		y.t.Fatal(err)
	}
	return s
}

// names are things of the city: the newest of each kind.
func (y *year) names() named {
	complaint := y.ask(`SELECT id FROM complaint WHERE state <> 'closed' ORDER BY at DESC LIMIT 1`)
	n := named{station: 2, area: lushan, things: map[string]string{
		"/": complaint, "/office/complaints/": complaint, "/office/people/": y.ask(`SELECT worker FROM help ORDER BY at DESC LIMIT 1`),
		"/office/review/":    y.ask(`SELECT id FROM proposal WHERE state = 'waits' ORDER BY at DESC LIMIT 1`),
		"/office/employers/": y.ask(`SELECT employer FROM posting ORDER BY opened_at DESC LIMIT 1`),
		"/board/":            y.ask(`SELECT id FROM posting WHERE state = 'open' AND share = 'county' ORDER BY opened_at DESC LIMIT 1`),
		"/J/":                y.slips(1)[0],
	}}
	if all, err := y.archive.Conflicts(y.t.Context(), archive.Reach{Area: city}); err != nil {
		y.t.Fatal(err)
	} else if i := slices.IndexFunc(all, func(c archive.ConflictDetail) bool { return c.Kind == "double_place" }); i >= 0 {
		var ids []string
		for _, m := range all[i].Matches {
			ids = append(ids, string(m))
		}
		n.things["/office/conflicts/"] = strings.Join(ids, "~")
	}
	return n
}

// slips are numbers on slips of the newest matches.
func (y *year) slips(most int) (out []string) {
	y.t.Helper()
	type taken struct {
		match   string
		posting market.PostingID
		place   int
		nonce   uint16
	}
	var all []taken
	err := y.archive.View(y.t.Context(), func(tx *sqldb.Tx) error {
		return tx.Each(y.t.Context(), `SELECT m.id, m.posting, m.place, m.nonce FROM match m JOIN posting p ON p.id = m.posting
			WHERE p.share = 'county' ORDER BY m.at DESC LIMIT ?`, []any{most}, func(rows *sql.Rows) error {
			var t taken
			err := rows.Scan(&t.match, &t.posting, &t.place, &t.nonce)
			all = append(all, t)
			return err
		})
	})
	if err != nil {
		y.t.Fatal(err)
	}
	for _, t := range all {
		row, _, err := y.archive.BoardPosting(y.t.Context(), t.posting)
		if err != nil {
			y.t.Fatal(err)
		}
		ref, err := market.ParseRef(t.match)
		if err != nil {
			y.t.Fatal(err)
		}
		trade, _ := assets.Trades().Get(row.Trade)
		s, err := market.NewSlip(market.SlipFacts{
			Posting: &row.Posting, TradeNo: trade.No, Phone: "13800138000", Signer: ref.Origin, Nonce: t.nonce, Issued: y.now,
			Match: market.MatchID(t.match), Place: t.place, Public: "http://127.0.0.1:1",
		})
		if err != nil {
			y.t.Fatal(err)
		}
		number, err := s.Sign(yeartest.Key(y.plan.Seed, int(ref.Station)))
		if err != nil {
			y.t.Fatal(err)
		}
		out = append(out, number)
	}
	return out
}

// Whose time on processors is asked for: that of all threads of this program, or of the calling one.
// Neither depends on what else runs on the machine.
const (
	whole = syscall.RUSAGE_SELF
	own   = 1 // RUSAGE_THREAD
)

func processor(b *testing.B, whose int) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(whose, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPages opens every page that can be looked at, as the city's office, which sees the most, or as
// the public, without a network. p50 and p95 are of the time from the request to the whole page; p95-cpu is
// of the processor time of the thread that answers, which is what p95 comes to where nobody else has work;
// cpu is processor time a request of the whole program. -benchtime 60x is enough.
func BenchmarkPages(b *testing.B) {
	y := aYear(b)
	pages := only(http.MethodGet, walk(y.server, y.names(), room(y.report)))
	for _, extra := range []string{
		"/board?paid=same_day&page=3", "/board?trade=loader&day=2026-12-31", "/office/postings?state=closed&page=40", "/office/complaints?state=closed",
		"/office/review?state=returned", "/office/postings?state=closed&q=%E6%B2%A1%E6%9C%89", "/office/postings?state=closed&q=Nothing", "/office/postings?state=closed&pay=99999&unit=day", "/office/postings?state=closed&trade=loader&page=3", "/office/stations?only=odd", "/office/stations?open=410423106000", "/office/trends?step=day", "/office/trends?step=month", "/office/in",
		"/feed.json", "/feed.xml", "/feed.json?names=hrss&area=410423000000",
	} {
		pages = append(pages, walked{method: http.MethodGet, path: extra})
	}
	for _, p := range pages {
		b.Run(strings.ReplaceAll(cmp.Or(p.Route, p.path), " ", "_"), func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			var took, worked []time.Duration
			status, size := 0, 0
			before := processor(b, whole)
			for b.Loop() {
				began, from := time.Now(), processor(b, own)
				var body []byte
				status, body = y.get(p.path)
				took, worked = append(took, time.Since(began)), append(worked, processor(b, own)-from)
				size = len(body)
			}
			cpu := processor(b, whole) - before
			if status >= http.StatusInternalServerError {
				b.Fatalf("%s: %d", p.path, status)
			}
			slices.Sort(took)
			slices.Sort(worked)
			b.ReportMetric(millis(took[len(took)/2]), "p50-ms")
			b.ReportMetric(millis(took[len(took)*95/100]), "p95-ms")
			b.ReportMetric(millis(worked[len(worked)*95/100]), "p95-cpu-ms")
			b.ReportMetric(millis(cpu)/float64(len(took)), "cpu-ms")
			b.ReportMetric(float64(size)/1000, "kB")
			b.ReportMetric(float64(status), "status")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkDigest makes the city's open work anew each time, as after every fact that comes: nothing of it is kept but
// which words were read before.
func BenchmarkDigest(b *testing.B) {
	y := aYear(b)
	var took []time.Duration
	if _, err := y.report.Digest(b.Context(), city); err != nil {
		b.Fatal(err)
	}
	before := processor(b, whole)
	for b.Loop() {
		y.write(b)
		began := time.Now()
		if _, err := y.report.Digest(b.Context(), city); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	cpu := processor(b, whole) - before
	slices.Sort(took)
	b.ReportMetric(millis(took[len(took)/2]), "p50-ms")
	b.ReportMetric(millis(took[len(took)*95/100]), "p95-ms")
	b.ReportMetric(millis(cpu)/float64(len(took)), "cpu-ms")
	b.ReportMetric(0, "ns/op")
}

// write lets the county say something that everybody hears.
func (y *year) write(b *testing.B) {
	b.Helper()
	if err := y.archive.SetStaff(b.Context(), 1, "bench", "值班员", "clerk", "123456"); err != nil {
		b.Fatal(err)
	}
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// BenchmarkSlip asks for slips of a thousand matches, as phones do: without a network, and over
// loopback with those who ask in the same program.
func BenchmarkSlip(b *testing.B) {
	y := aYear(b)
	numbers := y.slips(1000)
	s := httptest.NewServer(y.handler)
	defer s.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	for name, ask := range map[string]func(ctx context.Context, path string) (int, error){
		"handler": func(_ context.Context, path string) (int, error) {
			status, _ := y.get(path)
			return status, nil
		},
		"loopback": func(ctx context.Context, path string) (int, error) {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+path, nil)
			if err != nil {
				return 0, err
			}
			resp, err := client.Do(r)
			if err != nil {
				return 0, err
			}
			defer resp.Body.Close()
			var page bytes.Buffer
			_, err = io.Copy(&page, resp.Body)
			return resp.StatusCode, err
		},
	} {
		b.Run(name, func(b *testing.B) {
			var n atomic.Int64
			before, began := processor(b, whole), time.Now()
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					status, err := ask(b.Context(), "/J/"+numbers[int(n.Add(1))%len(numbers)])
					if err != nil || status != http.StatusOK {
						b.Errorf("%d, %v", status, err)
						return
					}
				}
			})
			b.ReportMetric(float64(n.Load())/time.Since(began).Seconds(), "req/s")
			b.ReportMetric(millis(processor(b, whole)-before)/float64(n.Load()), "cpu-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}
