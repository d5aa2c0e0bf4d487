package market

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var rewriteSlips = flag.Bool("rewrite-slips", false, "write testdata/slips.txt anew")

// slipTable is one slip of every kind that a reader must go on understanding: papers with
// these numbers are in people's pockets.
var slipTable = []struct {
	name string
	edit func(*SlipFacts)
}{
	{"match", func(*SlipFacts) {}},
	{"posting", func(f *SlipFacts) { f.Match, f.Place = "", 0 }},
	{"fixed line", func(f *SlipFacts) { f.Phone = "0375-2978818" }},
	{"even count of digits", func(f *SlipFacts) { f.Phone = "010-2978818" }},
	{"night shift", func(f *SlipFacts) { f.Posting.Start, f.Posting.End = "2026-07-15T22:00", "2026-07-18T06:00" }},
	{"many days", func(f *SlipFacts) { f.Posting.End = "2027-07-14T18:00" }},
	{"piece work", func(f *SlipFacts) { f.Posting.Pay, f.Posting.Unit = 35, "jin" }},
	{"rare characters", func(f *SlipFacts) { f.Posting.Title, f.Posting.Place = "䶮㛃𬭎𠮷", "" }},
	{"printed elsewhere", func(f *SlipFacts) { f.Signer, f.Match = Origin{7, 3}, "7-3-9" }},
	{"largest numbers", func(f *SlipFacts) {
		f.Posting.ID, f.Signer, f.Match = "65535-255-4294967295", Origin{65535, 255}, "65535-255-4294967295"
		f.Posting.Headcount, f.Place, f.Posting.Pay, f.Posting.Unit = MaxHeadcount, MaxHeadcount, MaxPay, "job"
		f.Revision, f.Nonce, f.Posting.Area = 255, 65535, "999999999999"
	}},
}

func TestSlipTable(t *testing.T) {
	var out strings.Builder
	for _, tt := range slipTable {
		f := grapesFacts()
		tt.edit(&f)
		s := mustSlip(t, f)
		number := mustSign(t, s)
		values, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString("# " + tt.name + "\n" + string(values) + "\n" + number + "\n\n")
	}
	file := filepath.Join("testdata", "slips.txt")
	if *rewriteSlips {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("slips are written differently now; they are\n%s", out.String())
	}
}

// The numbers that were once printed are still read as they were.
func TestSlipTableIsRead(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "slips.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		line := strings.Split(block, "\n")
		s, err := ParseSlip(line[2])
		if err != nil {
			t.Errorf("%s: %v", line[0], err)
			continue
		}
		if got, _ := json.Marshal(s); string(got) != line[1] {
			t.Errorf("%s\n got %s\nwant %s", line[0], got, line[1])
		}
		if !s.Verify(slipPub()) {
			t.Errorf("%s: does not verify", line[0])
		}
	}
}

func TestParseSlipRefuses(t *testing.T) {
	number := mustSign(t, mustSlip(t, grapesFacts()))
	n, _ := new(big.Int).SetString(number, 10)
	code := n.Bytes()
	// edit makes the number of the code with some bytes replaced: offset, how many, by what.
	edit := func(at, drop int, by ...byte) string {
		b := append(append(bytes.Clone(code[:at]), by...), code[at+drop:]...)
		return new(big.Int).SetBytes(b).String()
	}
	const (
		signer, posting, days, start, end, pay  = 1, 4, 20, 21, 22, 23
		headcount, trade, area, phone           = 26, 27, 28, 33
		matchN, place, title, where, titleBytes = 40, 44, 45, 52, 7
	)
	retitle := func(b ...byte) string { return edit(title, titleBytes, append([]byte{byte(len(b))}, b...)...) }
	for name, number := range map[string]string{
		"unchanged": edit(0, 0), "title of one letter": retitle('a'), "other place": edit(place, 1, 9),
		"body of 92 bytes": retitle(bytes.Repeat([]byte{'a'}, maxSlipBody-(where-titleBytes+1)-11)...),
	} {
		if _, err := ParseSlip(number); err != nil {
			t.Fatalf("%s: %v; the offsets of this test are wrong", name, err)
		}
	}
	tests := []struct{ name, number, field string }{
		{"nothing", "", "digits"},
		{"zero", "0", "digits"},
		{"leading zero", "0" + number, "digits"},
		{"sign", "+" + number, "digits"},
		{"blank", number + " ", "digits"},
		{"other digits", strings.Replace(number, "1", "１", 1), "digits"},
		{"1201 digits", number + strings.Repeat("1", 1201-len(number)), "digits"},
		{"unknown first byte", edit(0, 1, 0x13), "kind"},
		{"only a first byte", "18", "length"},
		{"one byte less", edit(len(code)-1, 1), "length"},
		{"one byte more", edit(len(code), 0, 0), "length"},
		{"signer without epoch", edit(signer+2, 1, 0), "signer"},
		{"posting zero", edit(posting+3, 4, 0, 0, 0, 0), "posting"},
		{"no days", edit(days, 1, 0), "days"},
		{"too many days", edit(days, 1, 0xFF, 0x7F), "days"},
		{"uvarint with a spare byte", edit(days, 1, 0x81, 0), "encoding"},
		{"uvarint without end", edit(days, 1, bytes.Repeat([]byte{0xFF}, 11)...), "length"},
		{"uvarint beyond 32 bits", edit(headcount, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F), "headcount"},
		{"start tomorrow", edit(start, 2, 96, 97), "hours"},
		{"end before start", edit(end, 1, 3), "hours"},
		{"end on the third day", edit(end, 1, 193), "hours"},
		{"unknown unit", edit(pay, 1, code[pay]|7), "pay"},
		{"no pay", edit(pay, 3, 0), "pay"},
		{"pay beyond 64 bits", edit(pay, 3, append(bytes.Repeat([]byte{0xFF}, 9), 1)...), "pay"},
		{"no heads", edit(headcount, 1, 0), "headcount"},
		{"no trade", edit(trade, 1, 0), "trade"},
		{"area of thirteen digits", edit(area, 5, 0xE8, 0xD4, 0xA5, 0x10, 0x00), "area"},
		{"phone with a letter", edit(phone+1, 1, 0xA3), "phone"},
		{"odd phone filled with 0", edit(phone+6, 1, code[phone+6]&0xF0), "encoding"},
		{"phone of 21 digits", edit(phone, 7, append([]byte{21}, bytes.Repeat([]byte{0x11}, 11)...)...), "phone"},
		{"match zero", edit(matchN, 4, 0, 0, 0, 0), "match"},
		{"place zero", edit(place, 1, 0), "match"},
		{"no title", retitle(), "title"},
		{"half a character", retitle(0xD5), "title"},
		{"no GB18030", retitle(0xFF, 0xFF), "title"},
		{"second form of €", retitle(0x80), "encoding"},
		{"line break in the title", retitle('\n'), "title"},
		{"title longer than the rest", edit(title, 1, 0xFF), "length"},
		{"body of 93 bytes", retitle(bytes.Repeat([]byte{'a'}, maxSlipBody+1-(where-titleBytes+1)-11)...), "length"},
	}
	for _, tt := range tests {
		if _, err := ParseSlip(tt.number); !errors.Is(err, &Error{Code: "bad_slip", Field: tt.field}) {
			t.Errorf("%s: got %v, want bad_slip: %s", tt.name, err, tt.field)
		}
	}
}

func TestSlipRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSlip(t)
		number, err := s.Sign(slipKey)
		if err != nil {
			t.Fatalf("sign %+v: %v", s, err)
		}
		read, err := ParseSlip(number)
		if err != nil {
			t.Fatalf("parse %+v: %v", s, err)
		}
		if *read != *s {
			t.Fatalf("wrote %+v\n read %+v", s, read)
		}
		if !read.Verify(slipPub()) {
			t.Fatal("does not verify")
		}
	})
}

// drawSlip draws any slip that has an encoding, of at most maxSlipBody bytes.
func drawSlip(t *rapid.T) *Slip {
	word := rapid.StringMatching(`[\p{Han}a-z0-9，、]{0,11}`)
	origin := rapid.Custom(func(t *rapid.T) Origin {
		return Origin{rapid.Uint16().Draw(t, "station"), rapid.Uint8Min(1).Draw(t, "epoch")}
	})
	start := rapid.Uint8Range(0, 95).Draw(t, "start")
	s := &Slip{
		Match:    rapid.Bool().Draw(t, "match"),
		Signer:   origin.Draw(t, "signer"),
		Posting:  PostingID(Ref{origin.Draw(t, "opener"), rapid.Uint32Min(1).Draw(t, "n")}.String()),
		Revision: rapid.Uint8().Draw(t, "revision"), Nonce: rapid.Uint16().Draw(t, "nonce"),
		Issued:   slipEpoch.Add(time.Duration(rapid.Uint32Max(1<<24-1).Draw(t, "issued")) * time.Minute),
		ValidFor: rapid.Uint8().Draw(t, "valid"),
		First:    slipEpoch.AddDate(0, 0, int(rapid.Uint16().Draw(t, "first"))).Format(time.DateOnly),
		Days:     rapid.IntRange(1, MaxDays).Draw(t, "days"),
		StartQ:   start, EndQ: rapid.Uint8Range(start+1, 192).Draw(t, "end"),
		Pay:       Fen(rapid.Int64Range(1, int64(MaxPay)).Draw(t, "pay")),
		Unit:      rapid.SampledFrom(PayUnits).Draw(t, "unit"),
		Headcount: rapid.IntRange(1, MaxHeadcount).Draw(t, "headcount"),
		TradeNo:   rapid.IntRange(1, 0xFFFF).Draw(t, "trade"),
		Area:      AreaCode(rapid.StringMatching(`[0-9]{12}`).Draw(t, "area")),
		Phone:     rapid.StringMatching(`[0-9]{0,12}`).Draw(t, "phone"),
		Title:     "活" + word.Draw(t, "title"),
		Where:     word.Draw(t, "where"),
	}
	if s.Match {
		s.MatchN, s.Place = rapid.Uint32Min(1).Draw(t, "matchN"), rapid.IntRange(1, 0xFFFF).Draw(t, "place")
	}
	s.Title, s.Where = cutGB(s.Title, 17), cutGB(s.Where, 17)
	return s
}

// FuzzParseSlip holds that whatever number is read, it is the one that is written.
func FuzzParseSlip(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "slips.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if digits(strings.TrimSpace(line)) {
			f.Add(strings.TrimSpace(line))
		}
	}
	f.Fuzz(func(t *testing.T, number string) {
		s, err := ParseSlip(number)
		if err != nil {
			if !errors.Is(err, Refuse("bad_slip")) {
				t.Fatalf("got %v", err)
			}
			return
		}
		if again, err := EncodeSlip(s); err != nil || again != number {
			t.Fatalf("read %s\nwrote %s, %v", number, again, err)
		}
	})
}
