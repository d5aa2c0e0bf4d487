package board_test

import (
	"context"
	"flag"
	"runtime"
	"syscall"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// crowdSize is how many postings the benchmarks have.
var crowdSize = flag.Int("postings", 100_000, "open postings in the benchmarks")

// crowd is a town of one station with a crowd of postings.
func crowd(tb testing.TB) *town {
	tb.Helper()
	w := newTown(tb, 1)
	ctx, s := context.Background(), w.desks[0].Store()
	const step = 5_000
	employers := make([]market.EmployerID, 20)
	for i := range employers {
		employers[i] = w.employer(0)
	}
	postings, err := sample.Crowd(*crowdSize, w.now, assets.Areas(), employers)
	if err != nil {
		tb.Fatal(err)
	}
	for i := 0; i < len(postings); i += step {
		err := s.Group(ctx, func() error {
			for _, p := range postings[i:min(i+step, len(postings))] {
				if _, err := w.desks[0].OpenPosting(ctx, desk.Self, p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	return w
}

// One crowd serves all parts, because opening it takes longer than they do.
func BenchmarkBoard(b *testing.B) {
	w := crowd(b)
	ctx := context.Background()
	b.Run("fill", func(b *testing.B) {
		before := heap()
		kept := w.newBoard(w.desks[0].Store())
		worked := cpu()
		for b.Loop() {
			w.fill(kept)
		}
		b.ReportMetric(float64((cpu()-worked).Milliseconds())/float64(b.N), "cpu-ms/op")
		b.ReportMetric(float64(heap()-before)/1e6, "MB-kept")
		runtime.KeepAlive(kept)
	})
	board := w.boards[0]
	var one market.PostingID
	for _, r := range board.Find(queries["all"], w.now).Rows {
		one = r.ID()
		break
	}
	b.Run("one-change", func(b *testing.B) {
		for b.Loop() {
			_, err := w.desks[0].RevisePosting(ctx, desk.Self, one, func(p *market.Posting) { p.Pay += 100 })
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, name := range []string{"all", "chips", "township", "trade", "pay", "word", "two-words", "letters", "nothing"} {
		b.Run("find-"+name, func(b *testing.B) {
			n, worked := 0, cpu()
			for b.Loop() {
				n = len(board.Find(queries[name], w.now).Rows)
			}
			b.ReportMetric(float64((cpu()-worked).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(n), "found")
		})
	}
	b.Run("count-by-trade", func(b *testing.B) {
		f := board.Find(queries["all"], w.now)
		for b.Loop() {
			board.ByTrade(f)
		}
	})
}

var queries = map[string]board.Query{
	"all":       {},
	"chips":     {Days: board.OnToday, Daily: true, Meals: true, AnyAge: true},
	"township":  {Within: home},
	"trade":     {Trades: []market.TradeID{"mason"}},
	"pay":       {Unit: "day", From: 150_00},
	"word":      {Text: "葡萄"},
	"two-words": {Text: "辛集葡萄"},
	"letters":   {Text: "zpt"},
	"nothing":   {Text: "从来没有过这样的活"},
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// cpu is what this process has worked. The machine may be busy with others, so time alone says
// little.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
