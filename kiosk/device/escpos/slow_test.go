package escpos

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// slow is a printer that keeps a whole paper in its memory: to DLE EOT it says at once that it is well, to GS r
// when all before it is out.
type slow struct {
	say     []answer
	takes   time.Duration // for the paper, from the question behind it on
	empty   bool          // no paper is left when it is out
	mute    bool          // it knows no GS r
	late    time.Duration // of each answer to DLE EOT
	cover   bool
	asked   int // GS r
	printed bool
}

type answer struct {
	at   time.Time
	with byte
}

func (s *slow) ReadUntil(b []byte, deadline time.Time) (int, error) {
	for i, a := range s.say {
		if a.at.After(deadline) {
			continue
		}
		time.Sleep(time.Until(a.at))
		s.printed = s.printed || a.with&0x90 == 0 && s.asked > 1 && i == len(s.say)-1
		b[0], s.say = a.with, append(s.say[:i:i], s.say[i+1:]...)
		return 1, nil
	}
	time.Sleep(time.Until(deadline))
	return 0, nil
}

func (s *slow) WriteUntil(b []byte, _ time.Time) error {
	switch now := time.Now(); {
	case b[0] == 0x10:
		with := byte(0x12)
		if s.cover && b[2] == byte(aboutOffline) {
			with = 0x16
		}
		s.say = append(s.say, answer{now.Add(s.late), with})
	case b[0] == 0x1D && b[1] == 'r' && !s.mute:
		s.asked++
		a := answer{now, 0}
		if s.asked > 1 {
			a.at = now.Add(s.takes)
			if s.empty {
				a.with = 0x0C
			}
		}
		s.say = append(s.say, a)
	}
	return nil
}

func (s *slow) Close() error { return nil }

// paper lets a printer have a paper as Print does, and gives what is said of it behind it.
func (s *slow) paper(ctx context.Context) (condition, error) {
	e := &ear{from: s}
	if c, err := (asked{}).now(ctx, e); err != nil || c != ready {
		return c, err
	}
	if err := s.WriteUntil((asked{}).before(), time.Time{}); err != nil {
		return gone, err
	}
	return asked{}.after(ctx, e, func(condition) {})
}

// A printer that answers in the row of commands is believed there and nowhere else: well is what it says of
// itself while paper still comes.
func TestPaperIsOutWhenTheRowSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		printer slow
		want    condition
		printed bool
	}{
		"ten seconds of paper":              {slow{takes: 10 * time.Second}, printed, true},
		"the paper ends in it":              {slow{takes: 10 * time.Second, empty: true}, noPaper, true},
		"it never comes out":                {slow{takes: time.Hour}, silent, false},
		"it knows no answers in the row":    {slow{mute: true}, ready, false},
		"a cover that is open":              {slow{cover: true}, coverOpen, false},
		"a cover, by answers that are late": {slow{cover: true, late: 400 * time.Millisecond}, coverOpen, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithTimeout(t.Context(), finishTime)
				defer stop()
				got, err := c.printer.paper(ctx)
				if err != nil || got != c.want || c.printer.printed != c.printed {
					t.Errorf("%v, %v, all out %v; want %v, %v", got, err, c.printer.printed, c.want, c.printed)
				}
			})
		})
	}
}

// An answer that comes after its question was given up is none to the next one: an open cover stays open.
func TestLateAnswersAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{cover: true}
		for range 5 {
			s.say = append(s.say, answer{time.Now(), 0x12}) // left by the question before
			if got, err := (asked{}).now(t.Context(), &ear{from: s}); err != nil || got != coverOpen {
				t.Fatalf("%v, %v; want %v", got, err, coverOpen)
			}
		}
	})
}

// What was told before a paper's end is not the end: automatic status that lies on the line is forgotten.
func TestOldAutomaticStatusIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), finishTime)
		defer stop()
		old := &said{came: []byte{0x10, 0, 0, 0x0F}, asked: true}
		if got, err := (unaskedly{}).after(ctx, &ear{from: old, came: []byte{0x10, 0, 0, 0x0F}}, nil); err != nil || got != silent {
			t.Errorf("%v, %v; want %v", got, err, silent)
		}
	})
}
