package store

import (
	"slices"
	"sync"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Touched names postings that a commit may have changed: what is wanted, how many places are
// taken, whether it is closed. Facts written here and facts pulled from the county are told alike.
type Touched struct {
	Postings []market.PostingID // in any order
	All      bool               // the picture was made anew; any posting may be different, or gone
}

// heed is who is told of postings.
type heed struct {
	mu        sync.Mutex
	listeners []func(Touched)
}

// OnPostings adds somebody to be told after every commit that touched postings, on the goroutine
// that committed. What is told is a superset, and two commits may be told in any order: a
// listener reads what stands now (Offers). It is never told inside a Group, but after it.
func (s *Store) OnPostings(f func(Touched)) {
	s.heed.mu.Lock()
	defer s.heed.mu.Unlock()
	s.heed.listeners = append(s.heed.listeners, f)
}

func (h *heed) tell(n sqldb.Notes) {
	h.mu.Lock()
	listeners := slices.Clone(h.listeners)
	h.mu.Unlock()
	if len(listeners) == 0 {
		return
	}
	t := Touched{All: n.All}
	for id := range n.Words {
		t.Postings = append(t.Postings, market.PostingID(id))
	}
	for _, f := range listeners {
		f(t)
	}
}
