package market

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseMobileVectors(t *testing.T) {
	v := loadVectors(t)
	for _, in := range v.Mobile.Valid {
		if got, err := ParseMobile(in); err != nil || got != "13800138000" {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
	for _, in := range v.Mobile.Invalid {
		if _, err := ParseMobile(number(in)); Code(err) != "bad_phone" {
			t.Errorf("%q: %v, want bad_phone", in, err)
		}
	}
}

func TestParsePhone(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"13800138000", "13800138000"},
		{"+86 138-0013-8000", "13800138000"},
		{"0375-2978818", "0375-2978818"},
		{"03752978818", "0375-2978818"},
		{"0375 297 8818", "0375-2978818"},
		{"+86 0375-2978818", "0375-2978818"},
		{"010-65381111", "010-65381111"},
		{"0371 65381111", "0371-65381111"},
		{"", ""},
		{"2978818", ""},        // no area code
		{"0375-1978818", ""},   // no number begins with 1
		{"0375-297881", ""},    // too short
		{"0375-297881888", ""}, // too long
		{"0075-2978818", ""},
		{"12800000000", ""},
		{"1380013800", ""},
		{"138001380000", ""},
		{"１３８００１３８０００", ""}, // full-width
		{"13800138000a", ""},
		{"+86", ""},
		{"0086", ""},
	} {
		got, err := ParsePhone(c.in)
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
		if c.want == "" {
			wantCode(t, err, "bad_phone")
		}
	}
}

// A number in its written form is its own written form, and so is the form without hyphens
// that a slip carries.
func TestParsePhoneSettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`(1[3-9][0-9]{9}|0[1-9][0-9]{8,10})`).Draw(t, "phone")
		once, err := ParsePhone(in)
		if err != nil {
			return
		}
		for _, again := range []string{once, strings.ReplaceAll(once, "-", ""), "+86 " + once} {
			if twice, err := ParsePhone(again); err != nil || twice != once {
				t.Fatalf("%q: %q, then %q gave %q, %v", in, once, again, twice, err)
			}
		}
	})
}

func FuzzParsePhone(f *testing.F) {
	f.Add("+86 138-0013-8000")
	f.Add("0375-2978818")
	f.Add("0086 ")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePhone(s)
		if (err == nil) != (p != "") {
			t.Fatalf("%q: %q, %v", s, p, err)
		}
		if err == nil && !digits(strings.Replace(p, "-", "", 1)) {
			t.Fatalf("%q: written form %q", s, p)
		}
	})
}
