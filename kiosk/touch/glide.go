package touch

import (
	"math"
	"time"
)

// slide is where a list stands: offset DIP of content above its upper edge, of
// content DIP in a window of room DIP. It is arithmetic only.
type slide struct {
	content, room float32
	offset        float32
}

// most is the largest offset.
func (s *slide) most() float32 { return max(0, s.content-s.room) }

// to moves to an offset and stays within the content; it tells whether it moved.
func (s *slide) to(offset float32) bool {
	offset = round(min(max(0, offset), s.most()))
	moved := offset != s.offset
	s.offset = offset
	return moved
}

// page is the offset a page further (by 1) or back (-1), with a whole row of pitch
// DIP at the upper edge. Of three rows or more one stays in sight, so that the eye
// finds its place again.
func (s *slide) page(by int, pitch float32) float32 {
	rows := max(1, int(s.room/pitch))
	if rows > 2 {
		rows--
	}
	first := int(s.offset/pitch) + by*rows
	if by < 0 && float32(int(s.offset/pitch))*pitch < s.offset {
		first++ // the row that was cut counts as seen
	}
	return float32(first) * pitch
}

// stop is the next of the stops in a direction, which are in rising order.
func (s *slide) stop(by int, stops []float32) float32 {
	to := s.offset
	for _, stop := range stops {
		switch {
		case by > 0 && stop > s.offset:
			return stop
		case by < 0 && stop < s.offset:
			to = stop
		}
	}
	return to
}

// How a list glides on after the finger: the speed falls by 1/e each glideTime.
const (
	glideTime   = 325 * time.Millisecond
	glideLeast  = 80.0                   // DIP a second: below it stands still
	glideMost   = 6000.0                 // DIP a second
	speedWindow = 100 * time.Millisecond // movement older than this says nothing about the speed
)

// speedometer knows the speed of a finger from its last movements.
type speedometer struct {
	moves []move
}

type move struct {
	at time.Time
	dy float32
}

func (m *speedometer) add(at time.Time, dy float32) { m.moves = append(m.moves, move{at, dy}) }

// speed is in DIP a second at the time the finger is lifted; a finger that rested
// before lifting has none.
func (m *speedometer) speed(now time.Time) float32 {
	var way float32
	first := now
	for _, mv := range m.moves {
		if now.Sub(mv.at) <= speedWindow {
			way += mv.dy
			if mv.at.Before(first) {
				first = mv.at
			}
		}
	}
	took := max(now.Sub(first), speedWindow/4)
	speed := float64(way) / took.Seconds()
	if math.Abs(speed) < glideLeast {
		return 0
	}
	return float32(min(max(speed, -glideMost), glideMost))
}

// glideWay is how far something of this speed (DIP a second) goes in t, and in all
// when t is long.
func glideWay(speed float32, t time.Duration) float32 {
	tau := glideTime.Seconds()
	return float32(float64(speed) * tau * (1 - math.Exp(-t.Seconds()/tau)))
}

// glideFor is how long the glide is worth showing: until it is slower than glideLeast.
func glideFor(speed float32) time.Duration {
	v := math.Abs(float64(speed))
	if v <= glideLeast {
		return 0
	}
	return time.Duration(float64(glideTime) * math.Log(v/glideLeast))
}
