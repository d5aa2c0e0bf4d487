package wording_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// Whatever is typed or pasted: no panic, and a draft holds only what a posting may hold.
func FuzzRead(f *testing.F) {
	r := reader(f)
	for _, name := range []string{"parse_dev.jsonl", "parse_own.jsonl", "parse_dev2.jsonl", "screen_dev.jsonl", "screen_own.jsonl", "screen_dev2.jsonl"} {
		for _, c := range cases[struct{ Text string }](f, name) {
			f.Add(c.Text)
		}
	}
	now := market.Minute("2026-11-22T16:20").Time()
	f.Fuzz(func(t *testing.T, text string) {
		d := r.Parse(text, now)
		if d.Headcount < 0 || d.Headcount > market.MaxHeadcount*2 || d.Pay < 0 || d.PayMax != 0 && d.PayMax < d.Pay || !utf8.ValidString(d.Title) {
			t.Errorf("%q: %+v", text, d)
		}
		got := wording.Screen(text, 1760)
		for _, f := range append(got.Blocks, got.Warnings...) {
			if f.Code == "" || utf8.RuneCountInString(f.Words) > 24 {
				t.Errorf("%q: %+v", text, got)
			}
		}
		for _, f := range got.Blocks {
			if f.Words == "" {
				t.Errorf("%q: %s is found by no words", text, f.Code)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	r, now := reader(b), market.Minute("2026-11-22T16:20").Time()
	for b.Loop() {
		r.Parse("明天早上7点到下午6点砌墙四人270张店乡 18900000102", now)
	}
}

func BenchmarkScreen(b *testing.B) {
	for b.Loop() {
		wording.Screen("身份证统一放工棚柜子锁着，拆模板280一天，十天一结，交八十块押金领工具", 1760)
	}
}

// Most titles hold nothing that a rule looks for; opening postings in bulk must not wait for them.
func BenchmarkScreenPlain(b *testing.B) {
	p := market.Posting{Title: "玉米地拔草", Pay: 15000, Unit: "day", Settlement: "same_day", Start: "2026-11-23T07:30"}
	for b.Loop() {
		wording.ScreenPosting(&p, 1760)
	}
}

// A row of digits as long as a line may be is answered at once: see longestFigure.
func BenchmarkScreenDigits(b *testing.B) {
	for _, digit := range []string{"7", "七", "7 ", "七、", "7，"} {
		b.Run(digit, func(b *testing.B) {
			for b.Loop() {
				wording.Screen(strings.Repeat(digit, wording.MaxLine), 1760)
			}
		})
	}
}
