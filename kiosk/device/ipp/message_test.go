package ipp

import "testing"

// Whatever a printer answers: no panic, and memory stays within what came.
func FuzzResponse(f *testing.F) {
	f.Add([]byte{2, 0, 0, 0, 0, 0, 0, 1, 1, 0x47, 0, 1, 'a', 0, 1, 'b', 3})
	f.Add([]byte{2, 0, 5, 7, 0, 0, 0, 1, 3})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := parseResponse(b)
		if err != nil {
			return
		}
		size := 0
		for _, list := range r.values {
			for _, v := range list {
				size += len(v)
			}
		}
		if size > len(b) {
			t.Errorf("%d bytes of values in an answer of %d", size, len(b))
		}
		r.number("job-state")
	})
}
