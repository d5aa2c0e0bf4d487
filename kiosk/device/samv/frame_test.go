package samv

import (
	"bytes"
	"testing"
)

// The frames of the manual, byte for byte.
func TestEncode(t *testing.T) {
	for c, want := range map[command][]byte{
		find:    {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, 0x20, 0x01, 0x22},
		choose:  {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, 0x20, 0x02, 0x21},
		readAll: {0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, 0x30, 0x01, 0x32},
	} {
		if got := c.encode(); !bytes.Equal(got, want) {
			t.Errorf("% X, wanted % X", got, want)
		}
	}
}

func TestFramesFindTheirWayBack(t *testing.T) {
	whole := encode([]byte{0, 0, 0x9F, 1, 2, 3, 4})
	for name, came := range map[string][]byte{
		"alone":                   whole,
		"after noise":             append([]byte{1, 0xAA, 0xAA, 0x96}, whole...),
		"after a wrong length":    append([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0xFF, 0xFF}, whole...),
		"inside of a damaged one": append([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x0C, 0, 0}, whole...),
		"after one more AA":       append([]byte{0xAA}, whole...),
	} {
		for _, step := range []int{1, 3, len(came)} {
			var f frames
			var got []byte
			for rest := came; len(rest) > 0 && got == nil; {
				n := min(step, len(rest))
				f.write(rest[:n])
				rest = rest[n:]
				got, _ = f.next()
			}
			if !bytes.Equal(got, []byte{0, 0, 0x9F, 1, 2, 3, 4}) {
				t.Errorf("%s by %d: % X", name, step, got)
			}
		}
	}
}

// Whatever comes: no panic, memory bounded, and only what was framed comes out.
func FuzzFrames(f *testing.F) {
	f.Add(encode([]byte{0, 0, 0x90}), 3)
	f.Add([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x05, 0x08}, 1)
	f.Fuzz(func(t *testing.T, came []byte, step int) {
		var in frames
		for len(came) > 0 {
			n := min(max(step, 1), len(came))
			in.write(came[:n])
			came = came[n:]
			for {
				p, _ := in.next()
				if p == nil {
					break
				}
				if len(p) < 3 || len(p) > maxFrame {
					t.Fatalf("a payload of %d", len(p))
				}
				if a, ok := parseReply(p); ok {
					if text, ok := textOf(a.data); ok {
						parseText(text)
					}
				}
			}
			if len(in.buf) > maxFrame+len(start)+2+n {
				t.Fatalf("%d bytes are kept", len(in.buf))
			}
		}
	})
}
