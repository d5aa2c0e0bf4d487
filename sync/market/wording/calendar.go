package wording

import "time"

// Days as people name them, counted from today.

// relative is how many days from today a word says, and how many follow.
func relative(word string) (first, more int) {
	switch r := []rune(word); {
	case r[0] == '大':
		return 3, 0
	case r[0] == '今' && len(r) > 1 && r[1] == '明':
		return 0, 1
	case r[0] == '明' && len(r) > 1 && r[1] == '后':
		if len(r) > 2 {
			return 1, 1
		}
		return 1, 0
	case r[0] == '明', r[0] == '赶':
		return 1, 0
	case r[0] == '后':
		return 2, 0
	}
	return 0, 0
}

// dayOf is the next such day: this month's, or the next month's when it is over; a month that
// is over is next year's. month 0: not said.
func (m *moments) dayOf(today time.Time, month, day int) time.Time {
	if month > 0 {
		d := time.Date(today.Year(), time.Month(month), day, 0, 0, 0, 0, today.Location())
		if d.Before(today) {
			d = d.AddDate(1, 0, 0)
		}
		return d
	}
	for first := today.AddDate(0, 0, 1-today.Day()); ; first = first.AddDate(0, 1, 0) {
		d := first.AddDate(0, 0, day-1)
		if d.Month() == first.Month() && !d.Before(today) {
			return d
		}
	}
}

// after is the day of the month that follows start.
func after(start time.Time, month, day int) time.Time {
	if day < 1 || day > 31 {
		return time.Time{}
	}
	if month > 0 {
		d := time.Date(start.Year(), time.Month(month), day, 0, 0, 0, 0, start.Location())
		if d.Before(start) {
			d = d.AddDate(1, 0, 0)
		}
		return d
	}
	d := time.Date(start.Year(), start.Month(), day, 0, 0, 0, 0, start.Location())
	if d.Before(start) {
		d = d.AddDate(0, 1, 0)
	}
	return d
}

// week is the next such weekday after today; 下周三 is in the week after this one.
func week(today time.Time, which, day string) time.Time {
	n := map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "末": 6, "日": 7, "天": 7}[day]
	own := (int(today.Weekday())+6)%7 + 1
	switch {
	case which == "下下" || which == "下下个":
		return today.AddDate(0, 0, n-own+14)
	case len(which) > 0 && []rune(which)[0] == '下':
		return today.AddDate(0, 0, n-own+7)
	case n > own:
		return today.AddDate(0, 0, n-own)
	}
	return today.AddDate(0, 0, n-own+7)
}
