package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"time"

	"yizhan/sync/market"
)

// ctx is that of every play: nothing here ends before its time but by a stop.
var ctx = context.Background()

// world is one play.
type world struct {
	yard     *yard
	dir      string
	now      time.Time
	machines []*machine
	county   *server
	late     []letter
	twice    bool // every request arrives twice
	trace    []string
	book     book
	rolled   bool // the county went on from an older copy of its disk
	bent     bool // a copy or a county of the past is about: a place may be given twice
	copies   []*copies
}

// copies are two machines that went on from one disk.
type copies struct {
	of     market.Origin
	both   [2]*machine
	parted int // step at which both had come to epochs of their own; 0: not yet
}

// part looks which copies have come to epochs of their own.
func (w *world) part() {
	for _, c := range w.copies {
		if c.parted == 0 && c.both[0].origin != c.of && c.both[1].origin != c.of {
			c.parted = len(w.trace)
		}
	}
}

// straight says whether m cannot give a place twice any more, though there were copies: all of
// them have parted, and m has heard of it.
func (w *world) straight(m *machine) bool {
	for _, c := range w.copies {
		if c.parted == 0 || m.heard <= c.parted {
			return false
		}
	}
	return !w.rolled
}

// violation is an invariant that does not hold, or a fault where none may be.
type violation struct {
	rule string // "I2", or "fault"
	text string
}

func (v *violation) Error() string { return v.rule + ": " + v.text }

// broken ends the play.
func (w *world) broken(rule, form string, args ...any) {
	panic(&violation{rule, fmt.Sprintf(form, args...)})
}

// must ends the play where something failed that may not.
func (w *world) must(err error, form string, args ...any) {
	if err != nil {
		w.broken("fault", "%s: %v", fmt.Sprintf(form, args...), err)
	}
}

func (w *world) machine(name string) *machine {
	for _, m := range w.machines {
		if m.name == name {
			return m
		}
	}
	return nil
}

// weather is what a script is played under. The zero value is a fine day.
type weather struct {
	twice bool                                // every request arrives twice
	skew  func(i int, step int) time.Duration // the error of a clock at a step, for machine i; the county is -1
}

// played is what came of a script.
type played struct {
	trace []string // one line a step, and the picture at the end; no times and nothing random
	fault *violation
}

// hash is the trace as one number.
func (p played) hash() string {
	sum := sha256.Sum256([]byte(strings.Join(p.trace, "\n")))
	return hex.EncodeToString(sum[:8])
}

// play runs a script to its end: then disks have room, what is late arrives, everybody syncs
// until nothing moves, those who still want a place go on asking, and what the county has is
// compared with what was said and with every station.
func play(y *yard, sc script, sky weather) (p played) {
	w := &world{yard: y, now: morning(), twice: sky.twice, book: newBook()}
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *violation:
			p.fault = v
		default:
			panic(v)
		}
		p.trace = w.trace
		w.close()
	}()
	var err error
	w.dir, err = y.county(sc.stations)
	w.must(err, "make a county")
	w.county = w.newServer(w.dir + "/county")
	for _, name := range names(sc.stations) {
		w.newMachine(name, w.dir+"/"+name)
	}
	for i, s := range sc.steps {
		w.now = w.now.Add(7 * time.Minute)
		if sky.skew != nil {
			w.county.sky = sky.skew(-1, i)
			for k, m := range w.machines {
				m.sky = sky.skew(k, i)
			}
		}
		w.trace = append(w.trace, fmt.Sprintf("%s %s %s", s, result, w.step(s)))
		w.part()
	}
	w.end()
	return p
}

// close lets go of everything, also in the middle of a failed play.
func (w *world) close() {
	for _, m := range w.machines {
		if m.desk != nil {
			_ = m.store().Close() // a play that ended badly may have closed it before
			_ = m.drop()
		}
	}
	if w.county != nil {
		_ = w.county.close()
		_ = w.county.drop()
	}
	_ = os.RemoveAll(w.dir)
}
