package hand

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
)

func TestTemplatesTravel(t *testing.T) {
	want := []Template{
		{'一', []Stroke{{{X: 3, Y: 128}, {X: 250, Y: 120}}}},
		{'𠮷', []Stroke{{{X: 0, Y: 0}}, {{X: 5, Y: 6}, {X: 7, Y: 255}}}},
	}
	var image bytes.Buffer
	if err := Write(&image, want); err != nil {
		t.Fatal(err)
	}
	got, err := Read(image.Bytes())
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range [][]byte{nil, []byte("YZHW"), image.Bytes()[:image.Len()-4]} {
		if _, err := Read(bad); !errors.Is(err, ErrImage) {
			t.Errorf("%d bytes: %v", len(bad), err)
		}
	}
}

// The image has the whole of GB 2312 but what the source lacks, each character once.
func TestImage(t *testing.T) {
	seen := map[rune]bool{}
	for _, c := range templates(t) {
		if seen[c.Char] || len(c.Strokes) == 0 {
			t.Errorf("%c stands there twice or has no stroke", c.Char)
		}
		seen[c.Char] = true
	}
	if len(seen) < 6700 {
		t.Errorf("%d characters", len(seen))
	}
}
