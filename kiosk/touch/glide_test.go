package touch

import (
	"math"
	"testing"
	"time"
)

func TestSlideStaysWithinItsContent(t *testing.T) {
	s := slide{content: 1000, room: 300}
	for _, c := range []struct{ to, want float32 }{{-50, 0}, {120.4, 120}, {700, 700}, {701, 700}, {5000, 700}} {
		s.to(c.to)
		if s.offset != c.want {
			t.Errorf("moved to %v it stands at %v, want %v", c.to, s.offset, c.want)
		}
	}
	short := slide{content: 200, room: 300}
	if short.to(80) || short.offset != 0 {
		t.Errorf("content that fits moved to %v", short.offset)
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct {
		name         string
		room, offset float32
		by           int
		want         float32
	}{
		{"one row in sight", 110, 0, 1, 100},
		{"two rows", 210, 0, 1, 200},
		{"five rows keep one", 520, 0, 1, 400},
		{"back again", 520, 400, -1, 0},
		{"from between rows forward", 520, 430, 1, 800},
		{"from between rows back", 520, 430, -1, 100},
	} {
		s := slide{content: 10000, room: c.room, offset: c.offset}
		if got := s.page(c.by, 100); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSpeedOfTheFinger(t *testing.T) {
	start := time.Unix(1000, 0)
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	for _, c := range []struct {
		name  string
		moves []move
		lift  int
		want  float32
	}{
		{"steady", []move{{at(0), 10}, {at(16), 10}, {at(32), 10}, {at(48), 10}}, 50, 800},
		{"rested before lifting", []move{{at(0), 200}, {at(16), 200}}, 400, 0},
		{"old movement does not count", []move{{at(0), 500}, {at(300), 20}, {at(350), 20}}, 380, 500},
		{"too slow to go on", []move{{at(0), 1}, {at(50), 1}}, 60, 0},
		{"never faster than the most", []move{{at(0), 900}, {at(16), 900}}, 20, glideMost},
		{"upward", []move{{at(0), -10}, {at(16), -10}, {at(32), -10}, {at(48), -10}}, 50, -800},
		{"nothing", nil, 50, 0},
	} {
		m := speedometer{moves: c.moves}
		if got := m.speed(at(c.lift)); math.Abs(float64(got-c.want)) > 1 {
			t.Errorf("%s: %v DIP a second, want %v", c.name, got, c.want)
		}
	}
}

func TestGlideSlowsDown(t *testing.T) {
	const speed = 2000
	took := glideFor(speed)
	if took < 500*time.Millisecond || took > 2*time.Second {
		t.Errorf("it glides for %v", took)
	}
	first := glideWay(speed, took/4)
	last := glideWay(speed, took) - glideWay(speed, took*3/4)
	if first <= 4*last {
		t.Errorf("the first quarter goes %v, the last %v: it does not slow down", first, last)
	}
	if whole := glideWay(speed, time.Hour); math.Abs(float64(whole)-speed*glideTime.Seconds()) > 1 {
		t.Errorf("in all it goes %v", whole)
	}
	if glideFor(glideLeast) != 0 || glideFor(-glideLeast/2) != 0 {
		t.Error("a finger that rested makes the list glide")
	}
}
