package office_test

import (
	"flag"
	"net/http"
	"slices"
	"testing"
	"time"

	"yizhan/sync/county/yeartest"
	"yizhan/sync/market"
)

// A year of a whole city is 2000000; making that takes an hour.
var benchFacts = flag.Int("facts", 20_000, "how many facts the city of BenchmarkPages has")

// BenchmarkPages opens each page of the whole city's office, which sees the most. p95 is of the time
// until the page is there, over loopback.
func BenchmarkPages(b *testing.B) {
	d := newDesk(b)
	stations := min(300, max(12, *benchFacts/5000))
	first := d.now.AddDate(0, 0, -364).Format(time.DateOnly)
	city := yeartest.Plan{Seed: 1, Counties: 12, Stations: stations, First: first, Days: 365, Facts: *benchFacts}
	if _, err := yeartest.Make(b.Context(), d.archive, city); err != nil {
		b.Fatal(err)
	}
	c := d.as("shi", market.AreaCode("410400000000"))
	for _, path := range []string{
		"/office", "/office/stations", "/office/stations/1", "/office/postings", "/office/review", "/office/people", "/office/complaints",
		"/office/conflicts", "/office/quarantine", "/office/redlist", "/office/accounts", "/office/in", "/board", "/board?paid=same_day&page=3",
	} {
		b.Run(path, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				from := c
				if path == "/office/in" {
					from = d.browser() // nobody is signed in
				}
				if a := from.get(path); a.status != http.StatusOK {
					b.Fatalf("%d", a.status)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
