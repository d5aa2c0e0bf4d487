// Package ipp drives office printers by the Internet Printing Protocol (RFC 8010, RFC 8011), which
// every network printer of the last fifteen years speaks without a driver.
//
// Begin at Printer, which is a device.Printer: a page goes as a PDF of A4 sheets.
package ipp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// Printer prints at an IPP printer.
type Printer struct {
	URL string // "ipp://192.168.1.60:631/ipp/print"
	// Dots is the width at which slips are drawn, 576; on paper they are 72 mm wide.
	Dots int
	// Client reaches it; http.DefaultClient when nil.
	Client *http.Client

	busy sync.Mutex // one page at a time
	id   atomic.Uint32
}

// How long a printer may take.
const (
	answerTime = 15 * time.Second
	jobTime    = 2 * time.Minute
	lookEvery  = 500 * time.Millisecond
	busyTimes  = 4
)

func out(err error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_out"), err) }

var (
	errNeedsHands = errors.New("the printer needs somebody: paper, toner or cover")
	errGivenUp    = errors.New("the printer gave the job up")
	errNotDone    = errors.New("the printer is not done yet")
)

// Print implements device.Printer.
func (p *Printer) Print(ctx context.Context, page device.Page) error {
	p.busy.Lock()
	defer p.busy.Unlock()
	sheet, err := p.sheet(page)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	if err := p.ready(ctx); err != nil {
		return out(err)
	}
	job, err := p.send(ctx, page.Name, sheet)
	if err != nil {
		return err
	}
	return p.follow(ctx, page.Name, job)
}

// Probe implements device.Prober; an office printer answers also while it prints.
func (p *Printer) Probe(ctx context.Context) error {
	err := p.ready(ctx)
	switch {
	case errors.Is(err, errNeedsHands):
		return out(err)
	case err != nil:
		return fmt.Errorf("%w: %w", market.Refuse("device_gone"), err)
	}
	return nil
}

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

// ready refuses when the printer says that it cannot print.
func (p *Printer) ready(ctx context.Context) error {
	r := p.request(getPrinter)
	r.text(tagKeyword, "requested-attributes", "printer-state")
	r.text(tagKeyword, "", "printer-state-reasons")
	r.end()
	a, err := p.ask(ctx, r, nil)
	if err == nil {
		err = a.err()
	}
	if err != nil {
		return fmt.Errorf("ask printer: %w", err)
	}
	if a.number("printer-state") == printerStop || stopped(a.values["printer-state-reasons"]) {
		return errNeedsHands
	}
	return nil
}

// stopped says whether reasons hold one that keeps paper from coming out.
func stopped(reasons [][]byte) bool {
	return slices.ContainsFunc(reasons, func(v []byte) bool {
		r := strings.TrimSuffix(strings.TrimSuffix(string(v), "-error"), "-report")
		return slices.Contains([]string{"media-empty", "media-needed", "media-jam", "cover-open", "door-open", "toner-empty", "marker-supply-empty", "input-tray-missing", "paused", "shutdown"}, r)
	})
}

// send hands the job over. A printer that is busy is asked again; a job whose sending broke off may
// have been taken.
func (p *Printer) send(ctx context.Context, name string, sheet []byte) (job int, err error) {
	for try := 0; ; try++ {
		r := p.request(printJob)
		r.text(tagName, "requesting-user-name", "yizhan")
		r.text(tagName, "job-name", name)
		r.text(tagMime, "document-format", "application/pdf")
		r.group(jobTag)
		r.text(tagKeyword, "media", "iso_a4_210x297mm")
		r.end()
		a, err := p.ask(ctx, r, sheet)
		switch {
		case err != nil:
			return 0, fmt.Errorf("print %s: %w", name, err)
		case a.status == busy && try < busyTimes:
			if err := wait(ctx, time.Second<<try); err != nil {
				return 0, out(err)
			}
			continue
		case a.err() != nil:
			return 0, out(a.err())
		}
		return a.number("job-id"), nil
	}
}

func (p *Printer) request(operation uint16) *request {
	return newRequest(operation, p.id.Add(1), p.URL)
}

// ask posts a message, with a document behind it.
func (p *Printer) ask(ctx context.Context, r *request, document []byte) (response, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return response{}, err
	}
	u.Scheme = map[string]string{"ipp": "http", "ipps": "https"}[u.Scheme]
	if u.Port() == "" {
		u.Host += ":631"
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), io.MultiReader(bytes.NewReader(r.Bytes()), bytes.NewReader(document)))
	if err != nil {
		return response{}, err
	}
	post.Header.Set("Content-Type", "application/ipp")
	post.ContentLength = int64(r.Len() + len(document))
	client := p.Client
	if client == nil {
		client = http.DefaultClient
	}
	a, err := client.Do(post)
	if err != nil {
		return response{}, err
	}
	defer a.Body.Close()
	body, err := io.ReadAll(io.LimitReader(a.Body, 1<<20))
	if err != nil {
		return response{}, err
	}
	if a.StatusCode != http.StatusOK {
		return response{}, fmt.Errorf("the printer answers HTTP %d", a.StatusCode)
	}
	return parseResponse(body)
}
