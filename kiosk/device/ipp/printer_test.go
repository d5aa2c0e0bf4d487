package ipp_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/ipp"
	"yizhan/sync/market"
)

// office is an IPP printer that can be out of paper, busy or broken.
type office struct {
	mu      sync.Mutex
	reasons string // printer-state-reasons
	state   uint32 // printer-state; 0 is idle
	busy    int    // so many jobs are refused with 0x0507
	ends    uint32 // job-state at the end; 0 is completed
	nothing bool   // answers no IPP
	came    uint32 // sheets that came out before the end
	after   string // reasons once a job has been taken; "" is as before
	sheets  [][]byte
	called  int    // jobs called back
	asked   func() // told when somebody asks how a job is
}

func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	if o.nothing || r.Header.Get("Content-Type") != "application/ipp" || len(body) < 9 {
		w.Write([]byte("<html>"))
		return
	}
	answer := func(status uint16, group byte, attributes ...[]byte) {
		b := []byte{2, 0}
		b = binary.BigEndian.AppendUint16(b, status)
		b = append(b, body[4:8]...)
		b = append(b, 1)
		b = append(b, value(0x47, "attributes-charset", []byte("utf-8"))...)
		b = append(b, group)
		b = append(b, bytes.Join(attributes, nil)...)
		w.Write(append(b, 3))
	}
	number := func(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }
	switch binary.BigEndian.Uint16(body[2:]) {
	case 0x000B:
		answer(0, 4, value(0x23, "printer-state", number(max(o.state, 3))), value(0x44, "printer-state-reasons", []byte(o.reasons)), value(0x44, "", []byte("none")))
	case 0x0002:
		if o.busy > 0 {
			o.busy--
			answer(0x0507, 2)
			return
		}
		if !bytes.Contains(body, value(0x44, "media", []byte("iso_a4_210x297mm"))) {
			answer(0x0400, 2)
			return
		}
		o.sheets = append(o.sheets, body[bytes.Index(body, []byte("%PDF")):])
		if o.after != "" {
			o.reasons = o.after
		}
		answer(0, 2, value(0x21, "job-id", number(7)))
	case 0x0008:
		o.called++
		answer(0, 2)
	case 0x0009:
		if o.asked != nil {
			o.asked()
		}
		end := o.ends
		if end == 0 {
			end = 9
		}
		answer(0, 2, value(0x23, "job-state", number(end)), value(0x21, "job-media-sheets-completed", number(o.came)))
	}
}

func value(tag byte, name string, v []byte) []byte {
	b := []byte{tag}
	b = binary.BigEndian.AppendUint16(b, uint16(len(name)))
	b = append(b, name...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(v)))
	return append(b, v...)
}

var page = device.Page{Name: "000001-12-1-5", Draw: func(dots int) (image.Image, error) {
	return image.NewGray(image.Rect(0, 0, dots, 900)), nil
}}

func TestStatesOfAJob(t *testing.T) {
	const nobodyKnows = "nobody knows"
	for name, c := range map[string]struct {
		office *office
		want   string
		sheets int
	}{
		"printed":              {office: &office{reasons: "none"}, sheets: 1},
		"printed after a wait": {office: &office{reasons: "none", busy: 1}, sheets: 1},
		"a warning":            {office: &office{reasons: "toner-low-warning"}, sheets: 1},
		"no paper":             {office: &office{reasons: "media-empty-error"}, want: "printer_out"},
		"cover open":           {office: &office{reasons: "cover-open"}, want: "printer_out"},
		"stopped":              {office: &office{reasons: "none", state: 5}, want: "printer_out"},
		"gives it up":          {office: &office{reasons: "none", ends: 8}, want: nobodyKnows, sheets: 1},
		"paper out before it":  {office: &office{reasons: "none", ends: 8, after: "media-empty-error"}, want: "printer_out", sheets: 1},
		"paper out within it":  {office: &office{reasons: "none", ends: 8, after: "media-empty-error", came: 1}, want: nobodyKnows, sheets: 1},
		"no printer":           {office: &office{nothing: true}, want: "printer_out"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := httptest.NewServer(c.office)
			t.Cleanup(srv.Close)
			p := &ipp.Printer{URL: strings.Replace(srv.URL, "http", "ipp", 1) + "/ipp/print", Dots: 576}
			err := p.Print(t.Context(), page)
			got := market.Code(err)
			if err != nil && got == "" {
				got = nobodyKnows
			}
			if got != c.want || len(c.office.sheets) != c.sheets {
				t.Errorf("%v, %d sheets", err, len(c.office.sheets))
			}
		})
	}
}

// A job that is not done in time is called back, and nobody knows whether it came out.
func TestCalledBack(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	o := &office{reasons: "none", ends: 5, asked: stop} // it goes on and on, and the station is stopped
	srv := httptest.NewServer(o)
	t.Cleanup(srv.Close)
	p := &ipp.Printer{URL: strings.Replace(srv.URL, "http", "ipp", 1), Dots: 576}
	if err := p.Print(ctx, page); err == nil || market.Code(err) != "" {
		t.Errorf("%v", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.called != 1 || len(o.sheets) != 1 {
		t.Errorf("called back %d times, sent %d", o.called, len(o.sheets))
	}
}

func TestNobodyThere(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	p := &ipp.Printer{URL: strings.Replace(srv.URL, "http", "ipp", 1), Dots: 576}
	if err := p.Print(t.Context(), page); market.Code(err) != "printer_out" {
		t.Errorf("not found: %v", err)
	}
	srv.Close()
	if err := p.Print(t.Context(), page); market.Code(err) != "printer_out" {
		t.Errorf("nobody listens: %v", err)
	}
}
