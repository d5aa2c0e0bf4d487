package market

import "time"

// Clashes says whether somebody at work in one shift would be at work in the other too. A shift
// that ends when the other begins is no clash.
func (s Shift) Clashes(o Shift) bool {
	a, err1 := time.ParseInLocation("2006-01-02", s.First, Zone)
	b, err2 := time.ParseInLocation("2006-01-02", o.First, Zone)
	if err1 != nil || err2 != nil {
		return false
	}
	gap := int(b.Sub(a).Hours() / 24) // day n of s is day n-gap of o
	for day := range s.Days {
		for near := day - gap - 1; near <= day-gap+1; near++ { // a night shift reaches into the next day
			if near < 0 || near >= o.Days {
				continue
			}
			shift := (near + gap - day) * 24 * 60
			if s.From < o.To+shift && o.From+shift < s.To {
				return true
			}
		}
	}
	return false
}
