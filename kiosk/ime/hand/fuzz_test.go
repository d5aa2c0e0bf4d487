package hand

import (
	"encoding/binary"
	"math"
	"testing"
)

// Any strokes give an answer of at most as many characters as asked for, each once.
func FuzzCandidates(f *testing.F) {
	f.Add([]byte{}, uint8(3))
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f}, uint8(1))
	f.Add(make([]byte, 900), uint8(0))
	r := New(templates(f))
	f.Fuzz(func(t *testing.T, data []byte, cut uint8) {
		var strokes []Stroke
		for len(data) >= 16 {
			p := Point{
				math.Float64frombits(binary.LittleEndian.Uint64(data)),
				math.Float64frombits(binary.LittleEndian.Uint64(data[8:])),
			}
			data = data[16:]
			if n := len(strokes); n == 0 || len(strokes[n-1]) > int(cut) {
				strokes = append(strokes, nil)
			}
			strokes[len(strokes)-1] = append(strokes[len(strokes)-1], p)
		}
		seen := map[rune]bool{}
		got := r.Candidates(Downward(strokes), 8)
		for _, c := range got {
			if seen[c] {
				t.Errorf("%c stands there twice", c)
			}
			seen[c] = true
		}
		if len(got) > 8 {
			t.Errorf("%d candidates", len(got))
		}
	})
}

// A damaged image is refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte("YZHW"))
	f.Fuzz(func(t *testing.T, image []byte) {
		if all, err := Read(image); err == nil && len(all) > maxTemplates {
			t.Errorf("%d templates", len(all))
		}
	})
}
