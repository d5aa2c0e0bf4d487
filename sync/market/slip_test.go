package market

import (
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
	"time"
)

// slipKey is a station's key in tests.
var slipKey = ed25519.NewKeyFromSeed([]byte("a station key for tests, 32 byte"))

func slipPub() ed25519.PublicKey { return slipKey.Public().(ed25519.PublicKey) }

// grapes is a posting as staff enter it.
func grapes() *Posting {
	return &Posting{
		ID: "12-1-431", Employer: "12-1-430", Trade: "harvest", Title: "摘葡萄", Headcount: 8,
		Pay: 130_00, Unit: "day", Area: "410423212206", Place: "村口葡萄园",
		Start: "2026-07-15T05:30", End: "2026-07-15T11:30",
	}
}

func grapesFacts() SlipFacts {
	return SlipFacts{
		Posting: grapes(), Revision: 2, TradeNo: 24, Phone: "13800138000",
		Signer: Origin{12, 1}, Nonce: 7, Issued: time.Date(2026, 7, 13, 22, 42, 31, 0, time.UTC),
		Match: "12-1-440", Place: 6, Public: "https://ls.example.cn",
	}
}

func mustSlip(t testing.TB, f SlipFacts) *Slip {
	t.Helper()
	s, err := NewSlip(f)
	if err != nil {
		t.Fatalf("NewSlip: %v", err)
	}
	return s
}

func mustSign(t testing.TB, s *Slip) string {
	t.Helper()
	number, err := s.Sign(slipKey)
	if err != nil {
		t.Fatalf("Sign: %v", err)
	}
	return number
}

func TestNewSlip(t *testing.T) {
	tests := []struct {
		name string
		edit func(*SlipFacts)
		want func(*Slip) bool
	}{
		{"a match has its place", func(*SlipFacts) {}, func(s *Slip) bool {
			return s.Match && s.MatchID() == "12-1-440" && s.Place == 6
		}},
		{"a posting has none", func(f *SlipFacts) { f.Match, f.Place = "", 0 }, func(s *Slip) bool {
			return !s.Match && s.MatchID() == "" && s.Place == 0
		}},
		{"issued to the minute", func(*SlipFacts) {}, func(s *Slip) bool {
			return s.Issued.Equal(time.Date(2026, 7, 13, 22, 42, 0, 0, time.UTC))
		}},
		{"start goes down, end up to the quarter", func(f *SlipFacts) {
			f.Posting.Start, f.Posting.End = "2026-07-15T05:44", "2026-07-15T11:31"
		}, func(s *Slip) bool { return s.StartQ == 5*4+2 && s.EndQ == 11*4+3 }},
		{"a night ends past 96", func(f *SlipFacts) {
			f.Posting.Start, f.Posting.End = "2026-07-15T22:00", "2026-07-16T06:00"
		}, func(s *Slip) bool { return s.StartQ == 88 && s.EndQ == 96+24 }},
		{"valid until the work ends", func(*SlipFacts) {}, func(s *Slip) bool {
			end := time.Date(2026, 7, 15, 11, 30, 0, 0, Zone)
			return !s.Until().Before(end) && s.Until().Before(end.Add(2*time.Hour))
		}},
		{"valid for 21 days at most", func(f *SlipFacts) { f.Posting.End = "2026-12-15T11:30" }, func(s *Slip) bool {
			return s.ValidFor == 255
		}},
		{"valid for two hours at least", func(f *SlipFacts) { f.Issued = f.Issued.AddDate(0, 1, 0) }, func(s *Slip) bool {
			return s.ValidFor == 1
		}},
		{"a fixed line loses its hyphen and finds it again", func(f *SlipFacts) { f.Phone = "0375-2978818" }, func(s *Slip) bool {
			return s.Phone == "03752978818" && s.PhoneText() == "0375-2978818"
		}},
		{"revisions count modulo 256", func(f *SlipFacts) { f.Revision = 258 }, func(s *Slip) bool { return s.Revision == 2 }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := grapesFacts()
			tt.edit(&f)
			if s := mustSlip(t, f); !tt.want(s) {
				t.Errorf("got %+v", s)
			}
		})
	}
}

func TestNewSlipRefuses(t *testing.T) {
	tests := []struct {
		name string
		edit func(*SlipFacts)
		want Error
	}{
		{"match of another station", func(f *SlipFacts) { f.Match = "13-1-440" }, Error{"bad_slip", "match"}},
		{"match without a place", func(f *SlipFacts) { f.Place = 0 }, Error{"bad_slip", "match"}},
		{"no epoch", func(f *SlipFacts) { f.Signer.Epoch = 0 }, Error{"bad_slip", "signer"}},
		{"no posting", func(f *SlipFacts) { f.Posting.ID = "" }, Error{"bad_slip", "posting"}},
		{"no trade", func(f *SlipFacts) { f.TradeNo = 0 }, Error{"bad_slip", "trade"}},
		{"issued before all slips", func(f *SlipFacts) { f.Issued = time.Time{} }, Error{"bad_slip", "issued"}},
		{"issued after all slips", func(f *SlipFacts) { f.Issued = time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC) }, Error{"bad_slip", "issued"}},
		{"control character", func(f *SlipFacts) { f.Posting.Title = "摘\u202e葡萄" }, Error{"bad_slip", "title"}},
		{"long host", func(f *SlipFacts) { f.Public = "https://" + strings.Repeat("a", 31) }, Error{"host_too_long", "public"}},
		{"no host", func(f *SlipFacts) { f.Public = "" }, Error{"bad_url", "public"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := grapesFacts()
			tt.edit(&f)
			if _, err := NewSlip(f); !errors.Is(err, &tt.want) {
				t.Errorf("got %v, want %v", err, &tt.want)
			}
		})
	}
}

func TestVerify(t *testing.T) {
	s := mustSlip(t, grapesFacts())
	if s.Verify(slipPub()) {
		t.Error("an unsigned slip verifies")
	}
	number := mustSign(t, s)
	read, err := ParseSlip(number)
	if err != nil {
		t.Fatal(err)
	}
	if !read.Verify(slipPub()) {
		t.Error("a signed slip does not verify")
	}
	other := ed25519.NewKeyFromSeed([]byte("another station's key, 32 bytes."))
	if read.Verify(other.Public().(ed25519.PublicKey)) {
		t.Error("verifies with another station's key")
	}
	if read.Verify(nil) {
		t.Error("verifies without a key")
	}
	read.Pay++
	if read.Verify(slipPub()) {
		t.Error("verifies with another pay")
	}
}

// The signature covers every digit: whichever one is misread or altered, the slip is refused.
func TestEveryChangedDigitIsRefused(t *testing.T) {
	number := []byte(mustSign(t, mustSlip(t, grapesFacts())))
	for i, was := range number {
		for d := byte('0'); d <= '9'; d++ {
			if d == was {
				continue
			}
			number[i] = d
			if s, err := ParseSlip(string(number)); err == nil && s.Verify(slipPub()) {
				t.Errorf("digit %d changed from %c to %c is accepted", i, was, d)
			}
		}
		number[i] = was
	}
}
