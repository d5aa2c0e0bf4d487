package market

import (
	"fmt"
	"strings"
)

// Yuan writes an amount as people do: 130, 130.5, 0.35.
func (f Fen) Yuan() string {
	s := fmt.Sprintf("%d.%02d", f/100, f%100)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Clocks gives each day's start and end as "5:30" and "14:00", and whether the end is on the
// next day. The end of a shift at midnight is "24:00" of the same day.
func (s Shift) Clocks() (from, to string, nextDay bool) {
	end := s.To
	if end > 24*60 {
		end, nextDay = end-24*60, true
	}
	return fmt.Sprintf("%d:%02d", s.From/60, s.From%60), fmt.Sprintf("%d:%02d", end/60, end%60), nextDay
}
