package market

import (
	"strings"
	"testing"
	"time"
)

// What identifiers, times, addresses and numbers are read from comes from other stations, from
// scanners and from people. Whatever is accepted is in the one form that is written, and is read
// as the same again.

func FuzzParseRef(f *testing.F) {
	for _, s := range []string{"12-1-431", "0-1-1", "65535-255-4294967295", "012-1-1", "12-0-1", "-1-1-1", "12-1-4294967296", "12-1-1-1", "１-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if r, err := ParseRef(s); err == nil && (r.String() != s || r.Epoch == 0 || r.N == 0) {
			t.Fatalf("%q was read as %v", s, r)
		}
	})
}

func FuzzParseMinute(f *testing.F) {
	for _, s := range []string{
		"2026-11-23T07:30", "2026-11-23T07:30:00", "2026-11-22T23:30:00Z", "2199-12-31T23:59", "2023-12-31T23:59:00-01:00",
		"2026-02-29T00:00", "2026-11-23T24:00", "2026-11-23T07:30:01", "2026-11-23 07:30",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMinute(s)
		if err != nil {
			return
		}
		if again, err := ParseMinute(string(m)); err != nil || again != m || MinuteOf(m.Time()) != m || m.Date()+"T"+m.Clock() != string(m) {
			t.Fatalf("%q was read as %q, that as %q (%v)", s, m, again, err)
		}
	})
}

func FuzzParseSlipURL(f *testing.F) {
	for _, s := range []string{
		"HTTPS://LS.EXAMPLE.CN/J/123", " https://ls.example.cn/j/123\n", "HTTP://127.0.0.1:8080/J/9", "HTTPS://LS.EXAMPLE.CN/J/", "HTTPS://A@B/J/1",
		"HTTPS://[::1]/J/1", "HTTPS://LS.EXAMPLE.CN/J/1?2", "HTTPS://LS.EXAMPLE.CN/J/१", "://J/1", "HTTPS://:80/J/1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		host, number, err := ParseSlipURL(s)
		if err != nil {
			return
		}
		public := "https://" + host
		if err := CheckPublicURL(public); err != nil || !digits(number) {
			t.Fatalf("%q was read as %q and %q (%v)", s, host, number, err)
		}
		if h, n, err := ParseSlipURL(SlipURL(public, number)); err != nil || h != host || n != number {
			t.Fatalf("%q was read as %q and %q, their URL as %q and %q (%v)", s, host, number, h, n, err)
		}
	})
}

// FuzzParseNumbers is for the numbers with a check character and for area codes.
func FuzzParseNumbers(f *testing.F) {
	for _, s := range []string{"11010519491231002X", "11010519491231002x ", "91350100M000100Y43", " 91350100m000100y43\n", "410423106204", "410400000201", "000000000000", "ſ1350100M000100Y43"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := ParseResidentID(s, time.Time{}); err == nil {
			if again, err := ParseResidentID(id.Number, time.Time{}); err != nil || again != id || len(id.Number) != 18 {
				t.Fatalf("%q was read as %+v, that as %+v (%v)", s, id, again, err)
			}
		}
		if c, err := ParseUSCC(s); err == nil {
			if again, err := ParseUSCC(c); err != nil || again != c || len(c) != 18 || strings.ToUpper(c) != c {
				t.Fatalf("%q was read as %q, that as %q (%v)", s, c, again, err)
			}
		}
		if c, err := ParseAreaCode(s); err == nil && (string(c) != s || levelOf(c) == 0) {
			t.Fatalf("%q was read as area %q", s, c)
		}
		if CheckTicketNo(s) && len(s) != 8 {
			t.Fatalf("%q is taken for a ticket", s)
		}
	})
}
