package report

import (
	"sync"

	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// screened keeps which postings say what must not be published: reading the words of all open work of a city takes
// longer than the page that lists it may. What is kept of a posting is of the body that was read; another body is read.
type screened struct {
	mu sync.Mutex
	by map[market.PostingID]screenedAs
}

type screenedAs struct {
	body    string
	blocked bool
}

// mostScreened bounds what is kept: a city has some thousand postings open.
const mostScreened = 20_000

// blocked says whether a posting, read from body, must not be published.
func (k *screened) blocked(p *market.Posting, body []byte) bool {
	k.mu.Lock()
	had, ok := k.by[p.ID]
	k.mu.Unlock()
	if ok && had.body == string(body) {
		return had.blocked
	}
	now := screenedAs{string(body), len(wording.ScreenPosting(p, 0).Blocks) > 0}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil || len(k.by) >= mostScreened {
		k.by = map[market.PostingID]screenedAs{}
	}
	k.by[p.ID] = now
	return now.blocked
}
