package escpos

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"yizhan/sync/market"
)

// asks answers DLE EOT with a byte for each of the questions.
type asks struct {
	say  map[question]byte
	came []byte
}

func (a *asks) ReadUntil(b []byte, deadline time.Time) (int, error) {
	if len(a.came) == 0 {
		time.Sleep(time.Until(deadline)) // of the bubble's clock
		return 0, nil
	}
	b[0], a.came = a.came[0], a.came[1:]
	return 1, nil
}

func (a *asks) WriteUntil(b []byte, _ time.Time) error {
	if with, ok := a.say[question(b[2])]; ok {
		a.came = append(a.came, with)
	}
	return nil
}

func (a *asks) Close() error { return nil }

// Each answer has words of its own: only the end of paper is missing paper.
func TestAnswersHaveWordsOfTheirOwn(t *testing.T) {
	for name, c := range map[string]struct {
		say  map[question]byte
		code string
	}{
		"well":                         {map[question]byte{1: 0x12, 2: 0x12, 4: 0x12}, ""},
		"paper near its end":           {map[question]byte{1: 0x12, 2: 0x12, 4: 0x1E}, ""},
		"no paper":                     {map[question]byte{1: 0x1A, 2: 0x32, 4: 0x72}, "printer_out"},
		"no paper, by the sensor":      {map[question]byte{1: 0x12, 2: 0x12, 4: 0x72}, "printer_out"},
		"cover":                        {map[question]byte{1: 0x1A, 2: 0x16, 4: 0x12}, "printer_open"},
		"cover, and no paper under it": {map[question]byte{1: 0x1A, 2: 0x36, 4: 0x72}, "printer_open"},
		"knife or head":                {map[question]byte{1: 0x1A, 2: 0x52, 4: 0x12}, "printer_fault"},
		"offline without a reason":     {map[question]byte{1: 0x1A, 2: 0x12, 4: 0x12}, "printer_fault"},
		"offline, and says no more":    {map[question]byte{1: 0x1A}, "printer_fault"},
		"nothing":                      {nil, "device_silent"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := &Printer{Profile: Paper58, Dial: func(context.Context) (Conn, error) { return &asks{say: c.say}, nil }}
				if err := p.Probe(t.Context()); market.Code(err) != c.code || (err == nil) != (c.code == "") {
					t.Errorf("%v, want %q", err, c.code)
				}
			})
		})
	}
}
