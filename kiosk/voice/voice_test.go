package voice

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// spoken are the characters of the pieces of numbers.
var spoken = strings.NewReplacer("n-10000", "万", "n-1000", "千", "n-100", "百", "n-10", "十", "n-two", "两", "n-dot", "点", "n-0", "零", "n-1", "一", "n-2", "二",
	"n-3", "三", "n-4", "四", "n-5", "五", "n-6", "六", "n-7", "七", "n-8", "八", "n-9", "九", "unit-day", "元一天")

func read(pieces []Piece) string {
	out := ""
	for _, p := range pieces {
		out += spoken.Replace(string(p))
	}
	return out
}

func TestNumbersAreReadAsPeopleSayThem(t *testing.T) {
	for n, want := range map[int]string{
		0: "零", 1: "一", 2: "二", 10: "十", 12: "十二", 20: "二十", 22: "二十二", 100: "一百", 105: "一百零五", 110: "一百一十", 112: "一百一十二",
		128: "一百二十八", 200: "两百", 222: "两百二十二", 1000: "一千", 1005: "一千零五", 1012: "一千零一十二", 1050: "一千零五十", 2000: "两千", 9999: "九千九百九十九",
		10000: "一万", 10005: "一万零五", 12000: "一万两千", 20500: "二万零五百", 120000: "十二万",
	} {
		if got := read(Number(n)); got != want {
			t.Errorf("%d is read %s, people say %s", n, got, want)
		}
	}
	if got := read(Pay(199_50, "day")); got != "一百九十九点五元一天" {
		t.Errorf("199.50 a day is read %s", got)
	}
	if got := read(Digits("139 05")); got != "一三九零五" {
		t.Errorf("139 05 is read %s", got)
	}
}

func TestRecordingsAreJoined(t *testing.T) {
	dir := t.TempDir()
	l := Library{Dir: dir}
	if !l.Empty() {
		t.Error("an empty folder has recordings")
	}
	if got, err := l.Compose([]Piece{"n-1"}); got != nil || err != nil {
		t.Errorf("without recordings: %d bytes, %v", len(got), err)
	}
	for name, samples := range map[string]string{"n-1": "\x01\x00", "n-2": "\x02\x00\x03\x00"} {
		if err := os.WriteFile(filepath.Join(dir, name+".wav"), wav([]byte(samples), 16000), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := l.Compose([]Piece{"n-2", "not-there", "../n-1", "n-1"})
	if err != nil {
		t.Fatal(err)
	}
	samples, rate, err := parse(got)
	if err != nil || rate != 16000 || !bytes.Equal(samples, []byte("\x02\x00\x03\x00\x01\x00")) {
		t.Errorf("joined to % x at %d (%v)", samples, rate, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "n-3.wav"), wav([]byte("\x01\x00"), 8000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Compose([]Piece{"n-1", "n-3"}); err == nil {
		t.Error("recordings of two rates were joined")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Press())
	f.Add([]byte("RIFF\x00\x00\x00\x00WAVEdata\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if samples, rate, err := parse(file); err == nil && (rate == 0 && len(samples) > 0 || len(samples) > len(file)) {
			t.Errorf("%d bytes at %d", len(samples), rate)
		}
	})
}
