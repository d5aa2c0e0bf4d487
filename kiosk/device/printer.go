// Package device is the contracts of the things that are plugged into a market's PC, and the
// drivers behind them: the slip printer with a folder that stands for it, the scanner that types
// like a keyboard, and the ID-card reader with a simulated one.
//
// Begin at Printer, Scanner and IDReader. The drivers of real printers stand in escpos and ipp, of card
// readers in samv; plugged finds the one for an address. A driver that can say how its device is
// without using it is a Prober. Package devicetest holds what every implementation must pass.
package device

import (
	"context"
	"image"
)

// Page is one paper to print.
type Page struct {
	Name string // unique within the station: letters, digits, "-"
	// Draw makes the picture for a head of this many dots a line, exactly that wide, in black
	// and white.
	Draw func(dots int) (image.Image, error)
	// Lines makes the same page of lines that are at most so many columns wide (Columns), half of that
	// where they are big, for printers that know letters alone. Where it is nil they get the picture.
	Lines func(columns int) ([]Line, error)
	// Sheet makes the same page as a PDF of A4 sheets with real text, for printers that take whole
	// sheets. Where it is nil they get the picture on one.
	Sheet func() ([]byte, error)
}

// Printer puts pages on paper, one at a time.
type Printer interface {
	// Print returns nil only when the paper is known to have come out. It refuses (refusal.go has the
	// codes) only when nothing came out and a person has to do something: printer_out for paper,
	// printer_open for the cover, device_gone for power and cable. It gives an error without a code
	// when nobody can say whether it came out.
	Print(ctx context.Context, p Page) error
}

// Prober is a device that can say how it is without doing anything.
type Prober interface {
	// Probe gives nil when the device would work now. It refuses with device_gone when it is not
	// there, device_silent when it is and does not answer, printer_out, printer_open, printer_fault or
	// printer_paused when it answers that somebody has to do something, printer_certificate, printer_locked
	// or printer_address when whoever installed it has to. While the device is at work it gives what was seen
	// last, at once.
	Probe(ctx context.Context) error
}
