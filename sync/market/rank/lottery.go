package rank

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// Lottery gives numbers of the day in the order of a draw. It sorts them by the SHA-256 of the seed in
// hexadecimal, a hyphen and the number, so that anyone can recompute it with what every machine has:
//
//	printf %s 000102030405060708090a0b0c0d0e0f-57 | sha256sum
func Lottery(seed []byte, numbers []int) []int {
	type lot struct {
		sum    [sha256.Size]byte
		number int
	}
	lots := make([]lot, len(numbers))
	word := hex.EncodeToString(seed)
	for i, n := range numbers {
		lots[i] = lot{sha256.Sum256(fmt.Appendf(nil, "%s-%d", word, n)), n}
	}
	slices.SortFunc(lots, func(a, b lot) int {
		return cmp.Or(bytes.Compare(a.sum[:], b.sum[:]), cmp.Compare(a.number, b.number))
	})
	out := make([]int, len(lots))
	for i, l := range lots {
		out[i] = l.number
	}
	return out
}

// Drawn lists those who go with a job in the order of a draw: grade A before B before C, and within
// a grade as the lots fell. Nothing else counts, so nothing else is a reason. Who has no lot is not
// in it. order is what Lottery gave.
func (h *Hall) Drawn(j Job, order []int) []Pair {
	at := make(map[int]int, len(order))
	for i, n := range order {
		at[n] = i + 1
	}
	type one struct{ person, lot int }
	var in []one
	task := h.task(&j)
	for i := range h.people {
		if lot := at[h.people[i].Number]; lot > 0 && h.pair(i, task, &tally{}) == NoBar {
			in = append(in, one{i, lot})
		}
	}
	slices.SortFunc(in, func(a, b one) int {
		return cmp.Or(cmp.Compare(h.people[b.person].Grade, h.people[a.person].Grade), cmp.Compare(a.lot, b.lot))
	})
	out := make([]Pair, len(in))
	for i, o := range in {
		p := &h.people[o.person]
		var t tally
		t.grade(p)
		t.count(ByLot, 0, o.lot)
		out[i] = t.pair(p, j.ID)
	}
	return out
}
