package record_test

import (
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// A chain fits only its own county, station and epoch, so a journal cannot be passed off as
// another's.
func TestGenesisBindsItsMaker(t *testing.T) {
	seen := map[record.Hash]string{}
	for _, g := range []struct {
		name   string
		county uint32
		o      market.Origin
	}{
		{"12-1 in 7", 7, market.Origin{Station: 12, Epoch: 1}},
		{"12-1 in 8", 8, market.Origin{Station: 12, Epoch: 1}},
		{"13-1 in 7", 7, market.Origin{Station: 13, Epoch: 1}},
		{"12-2 in 7", 7, market.Origin{Station: 12, Epoch: 2}},
		{"0-1 in 7", 7, market.Origin{Epoch: 1}},
	} {
		h := record.Genesis(g.county, g.o)
		if other, twice := seen[h]; twice {
			t.Errorf("%s and %s begin alike", g.name, other)
		}
		seen[h] = g.name
		if h != record.Genesis(g.county, g.o) {
			t.Errorf("%s does not begin the same way twice", g.name)
		}
	}
}

// Two different journals never end at the same link: not when one fact differs, is missing, or
// when two facts are cut elsewhere.
func TestNextBindsThePast(t *testing.T) {
	start := record.Genesis(1, market.Origin{Station: 1, Epoch: 1})
	walk := func(facts [][]byte) record.Hash {
		h := start
		for _, f := range facts {
			h = record.Next(h, f)
		}
		return h
	}
	journal := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 6), 0, 5)
	rapid.Check(t, func(t *rapid.T) {
		a, b := journal.Draw(t, "a"), journal.Draw(t, "b")
		same := len(a) == len(b)
		for i := 0; same && i < len(a); i++ {
			same = string(a[i]) == string(b[i])
		}
		if (walk(a) == walk(b)) != same {
			t.Fatalf("same facts: %v, same link: %v", same, !same)
		}
	})
	if walk([][]byte{{1, 2}, {3}}) == walk([][]byte{{1}, {2, 3}}) {
		t.Error("facts that are cut elsewhere end at the same link")
	}
}

func TestKeyed(t *testing.T) {
	h := record.Keyed([]byte("key"), "worker\x0013800138000")
	if h == record.Keyed([]byte("kez"), "worker\x0013800138000") || h == record.Keyed([]byte("key"), "worker\x0013800138001") {
		t.Error("another key or value gives the same link")
	}
}
