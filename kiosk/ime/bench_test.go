package ime

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/ime/lexicon"
)

// BenchmarkKey types the phrases key by key, as the screen asks: every key is a question with all
// letters so far. It reports what half of the keys, 99 of 100 and the slowest one took.
func BenchmarkKey(b *testing.B) {
	e := Open()
	phrases := readPhrases(b)
	var took []time.Duration
	for b.Loop() {
		took = took[:0]
		for _, p := range phrases {
			for n := 1; n <= len(p.pinyin); n++ {
				begin := time.Now()
				e.Decode(p.pinyin[:n], Options{Hint: hintOf(p.kind), Fuzzy: true})
				took = append(took, time.Since(begin))
			}
		}
	}
	slices.Sort(took)
	at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
	b.ReportMetric(at(0.5), "ms/p50")
	b.ReportMetric(at(0.99), "ms/p99")
	b.ReportMetric(at(1), "ms/max")
}

// BenchmarkOpen unpacks the words and reports what they keep of the heap.
func BenchmarkOpen(b *testing.B) {
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		lex, err := lexicon.Read(assets.PinyinImage())
		if err != nil {
			b.Fatal(err)
		}
		e := NewEngine(lex)
		b.StopTimer()
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB/kept")
		runtime.KeepAlive(e)
		b.StartTimer()
	}
}
