package report

import (
	"context"
	"sync"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// digests keeps the last digest of each area, for as long as nothing can have changed it: /feed.json and /feed.xml
// are asked for by anybody, as often as they like.
type digests struct {
	mu sync.Mutex
	by map[market.AreaCode]keptDigest
}

// digestMark is what a digest follows from, beside the minute: the facts, the day, and the count of seekers.
type digestMark struct {
	day     string
	rev     uint64
	seeking seekingAt
}

type keptDigest struct {
	mark  digestMark
	until market.Minute // the last minute in which it is right; "" for the whole day
	*Digest
}

// mostDigests bounds what is kept; a city has fewer areas with markets that anybody asks for.
const mostDigests = 200

func digestMarkOf(ctx context.Context, tx *sqldb.Tx, now time.Time) (m digestMark, err error) {
	m.day = tally.DayOf(now.UnixMilli())
	if m.rev, err = revNow(ctx, tx); err != nil {
		return m, err
	}
	m.seeking, err = seekingKept(ctx, tx)
	return m, err
}

// get gives the digest of an area as of now, nil where it has to be made. What it lists is shared: nobody may change it.
func (k *digests) get(area market.AreaCode, mark digestMark, now time.Time) *Digest {
	k.mu.Lock()
	defer k.mu.Unlock()
	had, ok := k.by[area]
	if !ok || had.mark != mark || had.until != "" && had.until < market.MinuteOf(now) || now.Before(had.At) {
		return nil
	}
	d := *had.Digest
	d.At = now
	return &d
}

func (k *digests) put(area market.AreaCode, d keptDigest) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.by == nil {
		k.by = map[market.AreaCode]keptDigest{}
	}
	if _, ok := k.by[area]; !ok && len(k.by) >= mostDigests {
		for any := range k.by { // one goes, not all: who walks through all areas must not cost the others theirs
			delete(k.by, any)
			break
		}
	}
	k.by[area] = d
}
