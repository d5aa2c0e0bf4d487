package flow

import (
	"time"

	"yizhan/kiosk/ime"
	"yizhan/sync/market"
)

// DayTile is one day to choose.
type DayTile struct {
	Day      string // "2026-11-23"
	Word     string // 今天, 明天, 后天, 星期五
	Date     string // 11月23日
	Selected bool
}

// daysAtOnce is how many days are shown; the buttons below them go on by so many.
const daysAtOnce = 8

// lastDays is how often they go on: two months ahead.
const lastDays = 7

// ShownDays are the days that are shown; the first of them is today.
func (w *Walkin) ShownDays() []DayTile {
	first := w.app.CivilNow().AddDate(0, 0, w.DaysPage*daysAtOnce)
	tiles := make([]DayTile, daysAtOnce)
	for i := range tiles {
		d := first.AddDate(0, 0, i)
		day := d.Format(time.DateOnly)
		t := DayTile{Day: day, Word: w.app.dayWord(day), Date: w.app.dateWord(d), Selected: day == w.Day}
		if t.Word == t.Date {
			t.Word = w.app.Words.T("slip.weekday_" + count(int(d.Weekday())))
		}
		tiles[i] = t
	}
	return tiles
}

// PickDay answers on which day the work begins.
func (w *Walkin) PickDay(day string) {
	w.Day = day
	w.touched()
}

// TurnDays shows earlier or later days.
func (w *Walkin) TurnDays(by int) {
	w.DaysPage = min(max(0, w.DaysPage+by), lastDays)
	w.app.Changed()
}

// FirstDays and LastDays say that there is no day to choose before or after those shown.
func (w *Walkin) FirstDays() bool { return w.DaysPage == 0 }

// LastDays see FirstDays.
func (w *Walkin) LastDays() bool { return w.DaysPage == lastDays }

// StepDays makes the work longer or shorter, by days.
func (w *Walkin) StepDays(by int) {
	w.Days = min(max(1, w.Days+by), market.MaxDays)
	w.touched()
}

// LastDayWord is the last day in words: 7月17日.
func (w *Walkin) LastDayWord() string {
	d, err := time.ParseInLocation(time.DateOnly, w.Day, market.Zone)
	if err != nil {
		return ""
	}
	return w.app.dateWord(d.AddDate(0, 0, w.Days-1))
}

// TargetEnd says which of the two the hours write: the beginning or the end.
func (w *Walkin) TargetEnd(end bool) {
	w.ToEnd = end
	w.app.Changed()
}

// PickHour answers with a full hour, 0…23, and moves on from the beginning to the end.
func (w *Walkin) PickHour(h int) {
	if w.ToEnd {
		w.To = h * 60
	} else {
		w.From = h * 60
		w.ToEnd = true
	}
	w.touched()
}

// Half adds half an hour to what is being written, or takes it away again.
func (w *Walkin) Half() {
	into := &w.From
	if w.ToEnd {
		into = &w.To
	}
	if *into%60 == 0 {
		*into += 30
	} else {
		*into -= 30
	}
	w.touched()
}

// StepClock moves beginning or end by half hours, round the clock.
func (w *Walkin) StepClock(end bool, by int) {
	const day, half = 24 * 60, 30
	into := &w.From
	if end {
		into = &w.To
	}
	*into = (*into + by*half + day) % day
	w.touched()
}

// NextDay says that the work ends on the day after it began.
func (w *Walkin) NextDay() bool { return w.To <= w.From }

// ShiftHours is how long a day's work is, in hours and whether half an hour more.
func (w *Walkin) ShiftHours() (hours int, half bool) {
	minutes := w.To - w.From
	if minutes <= 0 {
		minutes += 24 * 60
	}
	return minutes / 60, minutes%60 != 0
}

// times are Start and End of the posting: the clock part of End is each day's end, so that of
// a night shift of several days belongs to the day after the last.
func (w *Walkin) times() (start, end market.Minute) {
	d, err := time.ParseInLocation(time.DateOnly, w.Day, market.Zone)
	if err != nil {
		return "", ""
	}
	last := d.AddDate(0, 0, w.Days-1)
	if w.NextDay() {
		last = last.AddDate(0, 0, 1)
	}
	at := func(day time.Time, minutes int) market.Minute {
		return market.MinuteOf(day.Add(time.Duration(minutes) * time.Minute))
	}
	return at(d, w.From), at(last, w.To)
}

// PlaceWords opens the keys for where exactly the work is.
func (w *Walkin) PlaceWords() {
	e := NewEntry(w.app, w.app.Words.T("walkin.place"), market.MaxPlace, func(text string) {
		w.Posting.Place = text
		w.touched()
	})
	w.app.Show(e.Hint(ime.Place).With(w.Posting.Place).Offer(w.words("walkin.place.quick")...).Optional())
}

// Toggle turns what the employer offers on or off: "meals", "lodging", "transport".
func (w *Walkin) Toggle(offer string) {
	if into := w.offer(offer); into != nil {
		*into = !*into
		w.touched()
	}
}

// Offers says whether that is offered.
func (w *Walkin) Offers(offer string) bool {
	into := w.offer(offer)
	return into != nil && *into
}

// OfferNames are what an employer may offer.
var OfferNames = []string{"meals", "lodging", "transport"}

func (w *Walkin) offer(name string) *bool {
	switch name {
	case "meals":
		return &w.Posting.Meals
	case "lodging":
		return &w.Posting.Lodging
	case "transport":
		return &w.Posting.Transport
	}
	return nil
}

// PickSource says how the posting came to the market.
func (w *Walkin) PickSource(s market.Source) {
	w.Posting.Source = s
	w.Said.sourced = true
	w.touched()
}
