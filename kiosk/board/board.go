package board

import (
	"slices"
	"strings"
	"sync"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Config is what a board is made of.
type Config struct {
	Store  *store.Store
	Areas  *market.Areas
	Trades *market.Trades
	At     market.AreaCode // where the station stands; what is near comes first
}

// Board is the open postings of one station. All of its methods may be called on any goroutine.
type Board struct {
	Config
	places  []place // of the gazetteer
	placeNo map[market.AreaCode]uint16

	writing sync.Mutex // held by who reads the store and puts rows in: one at a time

	mu    sync.RWMutex // guards what Find reads
	byRef map[market.Ref]*Row
	order []*Row // by compare
	state State
	day   string // rows whose last day is before it are not here
	err   error

	due due

	heard     sync.Mutex
	listeners []func()
}

// State is how much of the store is here.
type State int

// The states: nothing yet, what lies within the station's township, everything.
const (
	Empty State = iota
	Nearby
	Whole
)

// New makes an empty board, which hears of every commit from now on. Fill or Serve fills it.
func New(cfg Config) *Board {
	b := &Board{Config: cfg, byRef: map[market.Ref]*Row{}}
	b.places, b.placeNo = placesOf(cfg.Areas)
	b.Store.OnPostings(b.touched)
	return b
}

// OnChange adds somebody to be told after the board changed, on the goroutine that changed it.
func (b *Board) OnChange(f func()) {
	b.heard.Lock()
	defer b.heard.Unlock()
	b.listeners = append(b.listeners, f)
}

func (b *Board) changed() {
	b.heard.Lock()
	l := slices.Clone(b.listeners)
	b.heard.Unlock()
	for _, f := range l {
		f()
	}
}

// State says how much is here, and why not more, if the disk is the reason.
func (b *Board) State() (State, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.state, b.err
}

// today is the civil day of the store's clock.
func (b *Board) today() string { return market.MinuteOf(b.Store.Now()).Date() }

// install puts all rows in the place of those that are here. They come to lie in memory in the
// order in which Find reads them, the titles too.
func (b *Board) install(rows []Row, day string, s State) {
	slices.SortFunc(rows, func(x, y Row) int { return compare(&x, &y) })
	var titles strings.Builder
	for i := range rows {
		titles.WriteString(rows[i].title)
	}
	rest := titles.String()
	order, byRef := make([]*Row, len(rows)), make(map[market.Ref]*Row, len(rows))
	for i := range rows {
		r := &rows[i]
		n := len(r.title)
		r.title, rest = rest[:n], rest[n:]
		order[i], byRef[r.ref] = r, r
	}
	b.mu.Lock()
	b.byRef, b.order, b.day, b.state = byRef, order, day, s
	b.mu.Unlock()
}

// many is from how many changes on sorting all rows anew is quicker than moving each.
const many = 500

// replace puts the rows of these postings in; a posting without a row is none any more.
func (b *Board) replace(refs []market.Ref, fresh map[market.Ref]*Row) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(refs) > many {
		b.replaceMany(refs, fresh)
		return
	}
	for _, ref := range refs {
		if old := b.byRef[ref]; old != nil {
			if i, ok := slices.BinarySearchFunc(b.order, old, compare); ok {
				b.order = slices.Delete(b.order, i, i+1)
			}
			delete(b.byRef, ref)
		}
		if r := fresh[ref]; r != nil {
			i, _ := slices.BinarySearchFunc(b.order, r, compare)
			b.order = slices.Insert(b.order, i, r)
			b.byRef[ref] = r
		}
	}
}

func (b *Board) replaceMany(refs []market.Ref, fresh map[market.Ref]*Row) {
	for _, ref := range refs {
		delete(b.byRef, ref)
		if r := fresh[ref]; r != nil {
			b.byRef[ref] = r
		}
	}
	b.order = make([]*Row, 0, len(b.byRef))
	for _, r := range b.byRef {
		b.order = append(b.order, r)
	}
	slices.SortFunc(b.order, compare)
}
