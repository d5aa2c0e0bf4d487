package report

import (
	"sync"

	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// screened keeps which postings say what must not be published: reading the words of all open work of a city takes
// longer than the page that lists it may. What is kept of a posting is of the body that was read; another body is read.
// Two generations are kept: what nobody asked for while the younger one filled goes with the older, so that a full memory
// never means that everything is read again at once.
type screened struct {
	mu         sync.Mutex
	young, old map[market.PostingID]screenedAs
}

type screenedAs struct {
	body    string
	blocked bool
}

// mostScreened bounds a generation: a city has some thousand postings open.
const mostScreened = 10_000

// blocked says whether a posting, read from body, must not be published.
func (k *screened) blocked(p *market.Posting, body []byte) bool {
	if had, ok := k.kept(p.ID, body); ok {
		return had
	}
	now := screenedAs{string(body), len(wording.ScreenPosting(p, 0).Blocks) > 0}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keep(p.ID, now)
	return now.blocked
}

// kept gives what is kept of a posting, if that was read from this body.
func (k *screened) kept(id market.PostingID, body []byte) (blocked, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if had, ok := k.young[id]; ok {
		return had.blocked, had.body == string(body)
	}
	had, ok := k.old[id]
	if !ok || had.body != string(body) {
		return false, false
	}
	k.keep(id, had)
	return had.blocked, true
}

// keep puts a posting among the young; the old go when there are too many of these.
func (k *screened) keep(id market.PostingID, as screenedAs) {
	if k.young == nil || len(k.young) >= mostScreened {
		k.young, k.old = map[market.PostingID]screenedAs{}, k.young
	}
	k.young[id] = as
}
