// Package ipp drives office printers by the Internet Printing Protocol (RFC 8010, RFC 8011), which
// every network printer of the last fifteen years speaks without a driver.
//
// Begin at Printer, which is a device.Printer: a page goes as a PDF of A4 sheets. client.go has the way to it,
// state.go what it says of itself, job.go a page on its way: Print gives nil only for a job that the printer calls done,
// and refuses only where the printer's own answers leave no paper.
package ipp

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"net/http"
	"sync"
	"sync/atomic"

	"codeberg.org/go-pdf/fpdf"

	"yizhan/kiosk/device"
)

// Printer prints at an IPP printer.
type Printer struct {
	URL string // "ipp://192.168.1.60:631/ipp/print"
	// Dots is the width at which slips are drawn, 576; on paper they are 72 mm wide.
	Dots int
	// Pin is the fingerprint of its certificate, as Pin reads it; "" trusts what this PC's roots vouch for.
	Pin string

	busy  sync.Mutex // one page at a time
	id    atomic.Uint32
	open  sync.Once
	posts *http.Client
}

// client is one for all that is said to the printer.
func (p *Printer) client() *http.Client {
	p.open.Do(func() { p.posts = newClient(p.Pin) })
	return p.posts
}

// Print implements device.Printer.
func (p *Printer) Print(ctx context.Context, page device.Page) error {
	p.busy.Lock()
	defer p.busy.Unlock()
	sheet, err := p.sheet(page)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	if err := p.ready(ctx); err != nil {
		if ctx.Err() != nil {
			return device.CutShort(ctx.Err())
		}
		return err
	}
	job, err := p.send(ctx, page.Name, sheet)
	if err != nil {
		return err
	}
	return p.follow(ctx, page.Name, job)
}

// Probe implements device.Prober; an office printer answers also while it prints.
func (p *Printer) Probe(ctx context.Context) error { return p.ready(ctx) }

// sheet gives the page's own PDF, or puts its picture on A4.
func (p *Printer) sheet(page device.Page) ([]byte, error) {
	if page.Sheet != nil {
		return page.Sheet()
	}
	img, err := page.Draw(p.Dots)
	if err != nil {
		return nil, err
	}
	var picture, pdf bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		return nil, err
	}
	const wide, margin, high = 72.0, 15.0, 297.0 // mm
	scale := wide / float64(img.Bounds().Dx())
	if tall := float64(img.Bounds().Dy()) * scale; tall > high-2*margin {
		scale *= (high - 2*margin) / tall
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.AddPage()
	f.RegisterImageOptionsReader("page", fpdf.ImageOptions{ImageType: "PNG"}, &picture)
	f.ImageOptions("page", margin, margin, float64(img.Bounds().Dx())*scale, 0, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	if err := f.Output(&pdf); err != nil {
		return nil, fmt.Errorf("write sheet: %w", err)
	}
	return pdf.Bytes(), nil
}

func (p *Printer) request(operation uint16) *request {
	return newRequest(operation, p.id.Add(1), p.URL)
}

