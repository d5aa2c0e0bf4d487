package market

import "time"

// Zone is the one civil time of the country: UTC+8, without daylight saving.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

const minuteLayout = "2006-01-02T15:04"

// Minute is a civil minute in Zone, written "2026-11-23T07:30". The empty value means "not
// said". The written form sorts by time, in Go and in SQL.
type Minute string

// MinuteOf cuts t down to its civil minute.
func MinuteOf(t time.Time) Minute { return Minute(t.In(Zone).Format(minuteLayout)) }

// ParseMinute accepts "2026-11-23T07:30" (also with seconds, which must be zero, or with a
// zone, which is converted) and refuses anything else with bad_time.
func ParseMinute(s string) (Minute, error) {
	if t, err := time.ParseInLocation(minuteLayout, s, Zone); err == nil && inRange(t) {
		return MinuteOf(t), nil
	}
	if t, err := time.ParseInLocation("2006-01-02T15:04:05", s, Zone); err == nil && t.Second() == 0 && inRange(t) {
		return MinuteOf(t), nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil && t.Second() == 0 && t.Nanosecond() == 0 && inRange(t) {
		return MinuteOf(t), nil
	}
	return "", &Error{Code: "bad_time"}
}

// inRange keeps dates to what the slip can carry: 2024 up to the year 2199 (a 16-bit day).
func inRange(t time.Time) bool { y := t.In(Zone).Year(); return y >= 2024 && y < 2200 }

// Time gives the instant. The zero time stands for the empty Minute.
func (m Minute) Time() time.Time {
	t, err := time.ParseInLocation(minuteLayout, string(m), Zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Date gives "2026-11-23".
func (m Minute) Date() string {
	if len(m) < 10 {
		return ""
	}
	return string(m[:10])
}

// Clock gives "07:30".
func (m Minute) Clock() string {
	if len(m) < 16 {
		return ""
	}
	return string(m[11:16])
}

// clockMinutes is the minutes since 00:00 of that day.
func (m Minute) clockMinutes() int {
	t := m.Time()
	return t.Hour()*60 + t.Minute()
}

// DaysBetween is how many civil days lie between from and to, "2026-11-22"; 0 where to is not later,
// or one of them is no day.
func DaysBetween(from, to string) int {
	a, errA := time.ParseInLocation("2006-01-02", from, Zone)
	b, errB := time.ParseInLocation("2006-01-02", to, Zone)
	if errA != nil || errB != nil || !b.After(a) {
		return 0
	}
	return int(b.Sub(a) / (24 * time.Hour)) // the zone has no summer time
}
