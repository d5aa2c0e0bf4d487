// Package ipp drives office printers by the Internet Printing Protocol (RFC 8010, RFC 8011), which
// every network printer of the last fifteen years speaks without a driver.
//
// Begin at Printer, which is a device.Printer: a page goes as a PDF of A4 sheets. client.go has the way to it,
// state.go what it says of itself, job.go a page on its way: Print gives nil only for a job that the printer calls done,
// and refuses only where the printer's own answers leave no paper.
package ipp

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// Printer prints at an IPP printer.
type Printer struct {
	URL string // "ipp://192.168.1.60:631/ipp/print"
	// Dots is the width at which slips are drawn, 576; on paper they are 72 mm wide.
	Dots int
	// Pin is the fingerprint of its certificate, as Pin reads it; "" trusts what this PC's roots vouch for.
	Pin string

	turn  device.Turn // one page at a time
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
	if err := p.turn.Take(ctx); err != nil {
		return device.Held(err)
	}
	defer p.turn.Give()
	sheet, err := device.PDF(page, p.Dots)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	var job int
	err = patiently(ctx, func() error {
		err := p.ready(ctx)
		if err == nil {
			job, err = p.send(ctx, page.Name, sheet)
		}
		if market.Code(err) != "" && ctx.Err() != nil {
			return device.CutShort(ctx.Err())
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.follow(ctx, page.Name, job)
}

// Probe implements device.Prober; an office printer answers also while it prints. One that is busy is well.
func (p *Printer) Probe(ctx context.Context) error {
	if err := p.ready(ctx); market.Code(err) != "printer_busy" {
		return err
	}
	return nil
}

func (p *Printer) request(operation uint16) *request {
	return newRequest(operation, p.id.Add(1), p.URL)
}
