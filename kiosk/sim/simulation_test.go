package sim

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"
)

var (
	seeds       = flag.Int("seeds", 150, "how many seeds are played")
	from        = flag.Uint64("seed", 1, "the first seed")
	stations    = flag.Int("stations", 0, "stations of a county; 0: two to four, as the seed says")
	length      = flag.Int("days", 0, "days of a play; 0: a few hours")
	rewrite     = flag.Bool("rewrite", false, "write the results of the scripts in testdata anew")
	atMost      = flag.Duration("for", 0, "begin no further seed after so long; 0: play all")
	unshortened = flag.Bool("unshortened", false, "do not look for a shorter script when a seed fails")
)

// TestSimulation plays the scripts of many seeds, a few at a time, each on one goroutine. The
// first that fails is printed as the shortest script that still fails in the same way.
func TestSimulation(t *testing.T) {
	y := newYard(t)
	began := time.Now()
	var (
		all    sync.WaitGroup
		mu     sync.Mutex
		next   = *from
		failed map[uint64]*violation
		steps  int
	)
	take := func() (seed uint64, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		if next >= *from+uint64(*seeds) || len(failed) > 0 || *atMost > 0 && time.Since(began) > *atMost {
			return 0, false
		}
		seed, next = next, next+1
		return seed, true
	}
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for seed, ok := take(); ok; seed, ok = take() {
				sc := draw(seed, days{*stations, *length})
				p := play(y, sc, weather{})
				mu.Lock()
				steps += len(sc.steps)
				if p.fault != nil {
					failed = map[uint64]*violation{seed: p.fault}
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	for seed, fault := range failed {
		sc := draw(seed, days{*stations, *length})
		if !*unshortened {
			sc, fault = shortest(y, sc, fault)
		}
		t.Fatalf("seed %d: %v\n%s", seed, fault, sc)
	}
	t.Logf("%d seeds from %d on, %d steps, no violation, %.1f s", next-*from, *from, steps, time.Since(began).Seconds())
}

// The same script twice leaves the same trace: nothing in it depends on keys, clocks or the
// order of a map.
func TestSameSeedSameTrace(t *testing.T) {
	y := newYard(t)
	seen := map[string]bool{}
	for seed := range uint64(5) {
		sc := draw(seed, days{})
		one, two := play(y, sc, weather{}), play(y, sc, weather{})
		if one.hash() != two.hash() {
			t.Errorf("seed %d: %s and then %s\n%s", seed, one.hash(), two.hash(), apart(one, two))
		}
		seen[one.hash()] = true
	}
	if len(seen) < 5 {
		t.Errorf("5 seeds left %d different traces", len(seen))
	}
}

// Every request that arrives twice changes nothing, and nobody sees a difference (I5).
func TestEverythingTwice(t *testing.T) {
	y := newYard(t)
	for seed := uint64(100); seed < 106; seed++ {
		sc := draw(seed, days{})
		alike(t, y, seed, sc, weather{twice: true})
	}
}

// Clocks that jump by days change no outcome (I6).
func TestClocksDecideNothing(t *testing.T) {
	y := newYard(t)
	for seed := uint64(200); seed < 210; seed++ {
		sc := draw(seed, days{})
		alike(t, y, seed, sc, weather{skew: func(i, step int) time.Duration {
			r := rand.New(rand.NewPCG(uint64(i+2), uint64(step/3)))
			return time.Duration(r.IntN(18*24)-9*24) * time.Hour
		}})
	}
}

// alike plays a script on a fine day and under a sky, and wants the same trace.
func alike(t *testing.T, y *yard, seed uint64, sc script, sky weather) {
	t.Helper()
	fine, other := play(y, sc, weather{}), play(y, sc, sky)
	for _, p := range []played{fine, other} {
		if p.fault != nil {
			t.Errorf("seed %d: %v\n%s", seed, p.fault, sc)
		}
	}
	if fine.hash() != other.hash() {
		t.Errorf("seed %d: %s\n%s", seed, apart(fine, other), sc)
	}
}

// apart says where two traces part.
func apart(a, b played) string {
	for i := range min(len(a.trace), len(b.trace)) {
		if a.trace[i] != b.trace[i] {
			return fmt.Sprintf("%q, elsewhere %q", a.trace[i], b.trace[i])
		}
	}
	return fmt.Sprintf("%d lines, elsewhere %d", len(a.trace), len(b.trace))
}
