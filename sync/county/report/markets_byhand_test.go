package report_test

import (
	"cmp"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// endOf is the last day of a month, and the first moment after it.
func (h *byHand) endOf(month string) (last string, end time.Time) {
	first, err := time.ParseInLocation("2006-01", month, market.Zone)
	if err != nil {
		h.t.Fatalf("%v", err)
	}
	end = first.AddDate(0, 1, 0)
	return end.AddDate(0, 0, -1).Format(time.DateOnly), end
}

// lines is how many stations stand in a month's sheet: those that were enrolled or built until its end, and those of which
// something is counted.
func (h *byHand) lines(month string, stations int) (n int) {
	last, _ := h.endOf(month)
	for no := range uint16(stations) {
		done := func() bool { // a walk may be written down as of a day before the enrolment
			for _, n := range h.counts(month, no+1) {
				if n > 0 {
					return true
				}
			}
			return false
		}
		if h.enrolled <= last || cmp.Or(h.built[no+1], h.enrolled) <= last || done() {
			n++
		}
	}
	return n
}

// market counts the station itself, by its state at the month's end.
func (h *byHand) market(n map[tally.Figure]int, month string, no uint16, level market.Level) {
	last, end := h.endOf(month)
	on := cmp.Or(h.built[no], h.enrolled)
	if ended, over := h.ended[no]; on > last || over && ended.Before(end) {
		return
	}
	n[map[market.Level]tally.Figure{
		market.LevelCounty: "market_county", market.LevelTownship: "market_township", market.LevelVillage: "market_village",
	}[level]] = 1
	if on[:7] == month {
		n["market_new"] = 1
	}
}
