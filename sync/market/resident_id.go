package market

import (
	"strings"
	"time"
)

// ResidentID is a checked citizen's identity number (公民身份号码, GB 11643-1999). It is personal
// data: it is asked for only where the law or an agreement needs it, and shown masked.
type ResidentID struct {
	Number string    // 18 characters, the last a digit or "X"
	Birth  time.Time // 00:00 of the day of birth, in Zone
	Male   bool
}

var residentWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// ParseResidentID checks length, date of birth and check character (ISO 7064 MOD 11-2) and
// gives the number in its written form. The first-generation form of 15 digits is refused.
// A zero now skips the check that the day of birth has come. The error is bad_id_number.
func ParseResidentID(s string, now time.Time) (ResidentID, error) {
	n := strings.ToUpper(strings.TrimSpace(s))
	bad := Refuse("bad_id_number")
	if len(n) != 18 || !digits(n[:17]) || n[0] == '0' || n[17] != residentCheck(n[:17]) {
		return ResidentID{}, bad
	}
	birth, err := time.ParseInLocation("20060102", n[6:14], Zone)
	if err != nil || !now.IsZero() && birth.After(now) {
		return ResidentID{}, bad
	}
	return ResidentID{Number: n, Birth: birth, Male: (n[16]-'0')%2 == 1}, nil
}

// residentCheck works out the last character from the first 17 digits.
func residentCheck(first17 string) byte {
	sum := 0
	for i, w := range residentWeights {
		sum += int(first17[i]-'0') * w
	}
	return "10X98765432"[sum%11]
}
