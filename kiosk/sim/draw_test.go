package sim

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// days is what a drawn county lives through.
type days struct {
	stations int
	days     int // 0: a few hours
}

// drawer makes a script from a seed, without playing it.
type drawer struct {
	*rand.Rand
	days
	steps    []step
	opened   []string
	people   map[string][]string // by station
	asked    [][2]string         // posting and worker of takes
	workers  int
	kept     []string       // stations with a backup
	copied   int            // machines with a copy of another's disk
	fullSoon map[string]int // by station: steps until its disk has room

	back       string // how the county can go back: "restore" from a backup, "back" to a copy of its disk
	reconciled int    // steps until people let a restored county grant places again; 0: it was not restored
}

// draw makes the script of a seed. A small county gets so few stations and postings that its
// people meet.
func draw(seed uint64, d days) script {
	r := rand.New(rand.NewPCG(seed, 1))
	if d.stations == 0 {
		d.stations = 2 + r.IntN(3)
	}
	w := &drawer{Rand: r, days: d, people: map[string][]string{}, fullSoon: map[string]int{}}
	if d.days == 0 {
		w.day(10 + r.IntN(18))
		return script{d.stations, w.steps}
	}
	for i := range d.days {
		if i > 0 {
			w.add("wait", "14h")
		}
		w.day(4 * d.stations)
	}
	return script{d.stations, w.steps}
}

func (w *drawer) add(words ...string) { w.steps = append(w.steps, words) }

// station is any machine, copies too.
func (w *drawer) station() string { return stationName(w.IntN(w.stations + w.copied)) }

// day draws n steps, and what has to come before them.
func (w *drawer) day(n int) {
	w.open()
	for range n {
		for _, name := range slices.Sorted(maps.Keys(w.fullSoon)) {
			if w.fullSoon[name]--; w.fullSoon[name] == 0 {
				delete(w.fullSoon, name)
				w.add(name, "room")
			}
		}
		if w.reconciled > 0 {
			if w.reconciled--; w.reconciled == 0 {
				w.add("county", "reconcile")
			}
		}
		w.one()
	}
}

// acts are what can come next, with how often.
var acts = []struct {
	often int
	do    func(*drawer)
}{
	{30, (*drawer).take},
	{34, (*drawer).sync},
	{6, (*drawer).join},
	{7, (*drawer).cancel},
	{4, (*drawer).progress},
	{3, (*drawer).open},
	{3, (*drawer).crowd},
	{3, (*drawer).revise},
	{3, (*drawer).note},
	{1, (*drawer).shut},
	{3, (*drawer).checkIn},
	{4, (*drawer).crash},
	{2, (*drawer).county},
	{2, (*drawer).disk},
	{2, (*drawer).clock},
	{1, (*drawer).odd},
	{1, (*drawer).clone},
	{1, (*drawer).fence},
	{2, (*drawer).backup},
	{3, (*drawer).countyBackup},
}

func (w *drawer) one() {
	sum := 0
	for _, a := range acts {
		sum += a.often
	}
	n := w.IntN(sum)
	for _, a := range acts {
		if n -= a.often; n < 0 {
			a.do(w)
			return
		}
	}
}

func (w *drawer) open() {
	name, at := fmt.Sprint("p", len(w.opened)+1), w.station()
	w.opened = append(w.opened, name)
	s := step{at, "open", name, "heads", fmt.Sprint(1 + w.IntN(4))}
	switch w.IntN(20) {
	case 0:
		s = append(s, "share", "township")
	case 1:
		s = append(s, "share", "station")
	}
	w.add(s...)
	if w.IntN(5) == 0 {
		return
	}
	w.syncAt(at)
	for range w.stations / 2 { // so that some have heard of it
		w.syncAt(w.station())
	}
}

// crowd is one place or two and people at some stations who want them, one after the other. Some of
// them go home (ask.stays), and must keep nobody else waiting.
func (w *drawer) crowd() {
	name, at := fmt.Sprint("p", len(w.opened)+1), w.station()
	w.opened = append(w.opened, name)
	w.add(at, "open", name, "heads", fmt.Sprint(1+w.IntN(2)))
	w.add(at, "sync")
	for range 2 + w.IntN(3) {
		at := w.station()
		who := w.worker(at)
		w.asked = append(w.asked, [2]string{name, who})
		w.add(at, "sync")
		w.add(at, "take", name, who)
		w.add(at, "sync")
	}
}

// posting is mostly one of the newest, where people meet.
func (w *drawer) posting() string {
	near := max(2, w.stations/4)
	return w.opened[max(0, len(w.opened)-near)+w.IntN(min(near, len(w.opened)))]
}

// worker is somebody new at a station, or somebody who was there.
func (w *drawer) worker(at string) string {
	if known := w.people[at]; len(known) > 0 && w.IntN(2) == 0 {
		return known[w.IntN(len(known))]
	}
	w.workers++
	name := fmt.Sprint("w", w.workers)
	w.people[at] = append(w.people[at], name)
	return name
}

func (w *drawer) take() {
	at := w.station()
	p, who := w.posting(), w.worker(at)
	w.asked = append(w.asked, [2]string{p, who})
	if w.IntN(14) == 0 {
		w.add(at, "crash", fmt.Sprint(1+w.IntN(4)), "take", p, who)
		return
	}
	w.add(at, "take", p, who)
}

func (w *drawer) join() {
	at := w.station()
	p, who := w.posting(), w.worker(at)
	w.asked = append(w.asked, [2]string{p, who})
	w.add(at, "join", p, who)
}

// backup keeps a station, or puts back what was kept.
func (w *drawer) backup() {
	if len(w.kept) > 0 && (w.days.days == 0 || w.IntN(w.stations) == 0) && w.IntN(2) == 0 {
		w.add(w.kept[w.IntN(len(w.kept))], "restore")
		return
	}
	at := w.station()
	w.kept = append(w.kept, at)
	w.add(at, "backup")
}

// countyBackup keeps the county, or puts back what was kept: in a large county once or twice in its
// days, because from then on places may be given twice (DESIGN.md).
func (w *drawer) countyBackup() {
	if w.days.days > 0 && w.IntN(w.stations) > 4 {
		return
	}
	if w.back != "" && w.reconciled == 0 && w.IntN(2) == 0 {
		w.add("county", w.back)
		w.reconciled = 2 + w.IntN(4*w.stations)
		return
	}
	if w.IntN(3) == 0 {
		w.back = "back"
		w.add("county", "copy")
		return
	}
	w.back = "restore"
	w.add("county", "backup")
}

func (w *drawer) fence() {
	if w.days.days == 0 || w.IntN(w.stations) == 0 {
		w.add("county", "fence", w.station())
	}
}

func (w *drawer) checkIn() {
	at := w.station()
	w.add(at, "check-in", w.worker(at))
}

// someMatch is a posting and a worker who took a place of it, perhaps.
func (w *drawer) someMatch() (posting, worker string) {
	if len(w.asked) == 0 {
		return "p1", "w1"
	}
	near := min(len(w.asked), 2*w.stations)
	pair := w.asked[len(w.asked)-near+w.IntN(near)]
	return pair[0], pair[1]
}

func (w *drawer) cancel() {
	p, who := w.someMatch()
	w.add(w.station(), "cancel", p, who)
}

func (w *drawer) progress() {
	p, who := w.someMatch()
	w.add(w.station(), []string{"contact", "arrive", "finish"}[w.IntN(3)], p, who)
}

func (w *drawer) revise() {
	p := w.posting()
	at := w.station()
	for _, s := range w.steps { // mostly who opened it, for nobody else may
		if len(s) > 2 && s[1] == "open" && s[2] == p && w.IntN(4) > 0 {
			at = s[0]
		}
	}
	w.add(at, "revise", p, "heads", fmt.Sprint(1+w.IntN(5)))
}

// note changes words, which any station may, so that two do it without knowing of each other.
func (w *drawer) note() {
	p := w.posting()
	for range 1 + w.IntN(2) {
		w.add(w.station(), "note", p, fmt.Sprint("n", w.IntN(1000)))
	}
}

func (w *drawer) shut() { w.add(w.station(), "close", w.posting()) }

func (w *drawer) sync() { w.syncAt(w.station()) }

func (w *drawer) syncAt(at string) {
	s := step{at, "sync"}
	words := strings.Fields("lost late cut deaf deaf torn twice twice down dies stop stopped meet meet")
	for w.IntN(5) < 2 {
		word := words[w.IntN(len(words))]
		s = append(s, word, fmt.Sprint(1+w.IntN(4)))
		if word == "meet" {
			s = append(s, w.station())
		}
	}
	w.add(s...)
}

func (w *drawer) crash() { w.add(w.station(), "crash") }

func (w *drawer) county() {
	if w.IntN(2) == 0 {
		w.add("county", "crash")
		return
	}
	w.add("county", "late")
}

// clone is rare: a county of three hundred meets one or two in a week.
func (w *drawer) clone() {
	if w.copied < 2 && (w.days.days == 0 || w.IntN(w.stations) == 0) {
		at := w.station()
		w.copied++
		w.add(at, "clone", stationName(w.stations+w.copied-1))
		w.people[stationName(w.stations+w.copied-1)] = slices.Clone(w.people[at])
	}
}

func (w *drawer) odd() { w.add(w.station(), "odd") }

func (w *drawer) disk() {
	at := w.station()
	if w.IntN(4) == 0 {
		at = "county"
	}
	if _, already := w.fullSoon[at]; !already {
		if w.IntN(2) == 0 {
			w.add(at, "full")
		} else {
			w.add(at, "full", fmt.Sprint(1+w.IntN(60)))
		}
		w.fullSoon[at] = 3 + w.IntN(6)
	}
}

func (w *drawer) clock() {
	who := "county"
	if w.IntN(3) > 0 {
		who = w.station()
	}
	w.add(who, "clock", (time.Duration(w.IntN(400)-200) * time.Hour).String())
}
