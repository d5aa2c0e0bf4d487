package market

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var testNow = time.Date(2026, 11, 22, 16, 20, 0, 0, Zone)

func TestParseResidentIDVectors(t *testing.T) {
	v := loadVectors(t)
	for _, c := range v.ID.Valid {
		id, err := ParseResidentID(c.V, testNow)
		if err != nil || id.Number != c.V {
			t.Errorf("%s: %v, %v", c.V, id, err)
			continue
		}
		if c.Birth != "" && id.Birth.Format("20060102") != c.Birth {
			t.Errorf("%s: born %v, want %s", c.V, id.Birth, c.Birth)
		}
		if c.Sex != "" && id.Male != (c.Sex == "男") {
			t.Errorf("%s: male %v, want %s", c.V, id.Male, c.Sex)
		}
	}
	for _, c := range v.ID.Invalid {
		if _, err := ParseResidentID(c.V, testNow); Code(err) != "bad_id_number" {
			t.Errorf("%s (%s): %v, want bad_id_number", c.V, c.Why, err)
		}
	}
}

func TestParseResidentIDForms(t *testing.T) {
	for in, want := range map[string]string{
		"11010519491231002x":     "11010519491231002X", // lower case is taken, upper case kept
		" 410499196208150030 ":   "410499196208150030",
		"":                       "",
		"41049919620815003０":     "", // a full-width digit
		"4104991962081500300":    "",
		"X10499196208150030":     "",
		"410499196208150030\x00": "",

		withResidentCheck("01049919620815003"): "", // no region begins with 0
	} {
		id, err := ParseResidentID(in, testNow)
		if id.Number != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", in, id.Number, err, want)
		}
	}
}

func TestParseResidentIDFutureBirth(t *testing.T) {
	day := func(date string) string { return withResidentCheck("410499" + date + "003") }
	for _, c := range []struct {
		number string
		now    time.Time
		ok     bool
	}{
		{day("20261122"), testNow, true},
		{day("20261123"), testNow, false},
		{day("20261123"), time.Time{}, true},
		{day("19900230"), time.Time{}, false}, // no such day, whatever the clock says
	} {
		if _, err := ParseResidentID(c.number, c.now); (err == nil) != c.ok {
			t.Errorf("%s at %v: %v, want ok %v", c.number, c.now, err, c.ok)
		}
	}
}

func withResidentCheck(first17 string) string { return first17 + string(residentCheck(first17)) }

func drawResidentID(t *rapid.T) string {
	born := time.Date(1920, 1, 1, 0, 0, 0, 0, Zone).AddDate(0, 0, rapid.IntRange(0, 39000).Draw(t, "day"))
	return withResidentCheck(fmt.Sprintf("410499%s%03d", born.Format("20060102"), rapid.IntRange(0, 999).Draw(t, "order")))
}

func TestResidentIDProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawResidentID(t)
		if id, err := ParseResidentID(n, testNow); err != nil || id.Number != n {
			t.Fatalf("%s refused: %v", n, err)
		}
		at := rapid.IntRange(0, 17).Draw(t, "at")
		digit := rapid.SampledFrom([]byte("0123456789X")).Draw(t, "digit")
		wrong := []byte(n)
		wrong[at] = digit
		if string(wrong) == n {
			return
		}
		if _, err := ParseResidentID(string(wrong), testNow); err == nil {
			t.Fatalf("%s accepted; %s was meant", wrong, n)
		}
	})
}

func TestResidentIDAdjacentSwapDetected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawResidentID(t)
		at := rapid.IntRange(0, 16).Draw(t, "at")
		wrong := []byte(n)
		wrong[at], wrong[at+1] = wrong[at+1], wrong[at]
		if string(wrong) == n {
			return
		}
		if _, err := ParseResidentID(string(wrong), testNow); err == nil {
			t.Fatalf("%s accepted; %s was meant", wrong, n)
		}
	})
}
