package escpos

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// said is a Conn from which bytes come, one at a time, once something was sent.
type said struct {
	came  []byte
	asked bool
}

func (s *said) ReadUntil(b []byte, deadline time.Time) (int, error) {
	if len(s.came) == 0 || !s.asked {
		time.Sleep(time.Until(deadline)) // of the bubble's clock
		return 0, nil
	}
	b[0], s.came = s.came[0], s.came[1:]
	return 1, nil
}

func (s *said) WriteUntil([]byte, time.Time) error { s.asked = true; return nil }
func (s *said) Close() error                       { return nil }

// Automatic status as the manual of ESC/POS has its bits, with what else comes over a line.
func TestAutomaticStatus(t *testing.T) {
	for name, c := range map[string]struct {
		came []byte
		want condition
	}{
		"well":                         {[]byte{0x10, 0x00, 0x00, 0x0F}, ready},
		"drawer open, paper near end":  {[]byte{0x14, 0x00, 0x03, 0x0F}, ready},
		"offline":                      {[]byte{0x18, 0x00, 0x00, 0x0F}, fault},
		"cover":                        {[]byte{0x30, 0x00, 0x00, 0x0F}, coverOpen},
		"knife":                        {[]byte{0x10, 0x08, 0x00, 0x0F}, fault},
		"no paper":                     {[]byte{0x10, 0x00, 0x0C, 0x0F}, noPaper},
		"offline for want of paper":    {[]byte{0x18, 0x00, 0x0C, 0x0F}, noPaper},
		"offline, the cover is open":   {[]byte{0x38, 0x00, 0x0C, 0x0F}, coverOpen},
		"noise before":                 {[]byte{0xFF, 0x16, 0x00, 0x10, 0x00, 0x00, 0x0F}, ready},
		"a beginning that goes not on": {[]byte{0x10, 0x10, 0x00, 0x00, 0x0F}, ready},
		"half of it":                   {[]byte{0x10, 0x00}, silent},
		"answers to nobody's question": {[]byte{0x12, 0x12, 0x12}, silent},
		"nothing":                      {nil, silent},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				from := said{came: slices.Clone(c.came)}
				got, err := unaskedly{}.now(t.Context(), &ear{from: &from})
				if err != nil || got != c.want {
					t.Errorf("%v, %v; want %v", got, err, c.want)
				}
			})
		})
	}
}
