package kiosk

import (
	"encoding/json"
	"fmt"
	"os"

	"yizhan/kiosk/touch"
	"yizhan/kiosk/view"
)

// trace is what a window test reads to find its way by words: the page, the taps that were answered so far,
// what can be pressed and where, and the texts. It is written only when asked for at the start.
type trace struct {
	Page    string        `json:"page"`
	Taps    int           `json:"taps"`
	Targets []traceTarget `json:"targets"`
	Texts   []string      `json:"texts"`
}

type traceTarget struct {
	Kind    string  `json:"kind"`
	Label   string  `json:"label"`
	X       float32 `json:"x"`
	Y       float32 `json:"y"`
	W       float32 `json:"w"`
	H       float32 `json:"h"`
	Enabled bool    `json:"enabled"`
}

// writeTrace writes what a view shows.
func writeTrace(file string, v *view.View) error {
	tr := trace{Page: v.Page(), Taps: v.Taps(), Targets: []traceTarget{}, Texts: touch.Texts(v.Screen())}
	for _, t := range touch.Targets(v.Screen()) {
		tr.Targets = append(tr.Targets, traceTarget{
			t.Kind, t.Label, t.Pos.X, t.Pos.Y, t.Size.Width, t.Size.Height, t.Enabled,
		})
	}
	return write(file, tr)
}

// write replaces the file in one step, so that a reader never sees half of it.
func write(file string, tr trace) error {
	b, err := json.Marshal(tr)
	if err != nil {
		return fmt.Errorf("encode trace: %w", err)
	}
	if err := os.WriteFile(file+".part", b, 0o600); err != nil {
		return fmt.Errorf("write trace: %w", err)
	}
	return os.Rename(file+".part", file)
}
