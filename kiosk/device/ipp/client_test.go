package ipp_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"yizhan/kiosk/device/ipp"
	"yizhan/sync/market"
)

// A printer that made its certificate itself is sent nothing until that certificate was pinned; the refusal names it.
func TestCertificates(t *testing.T) {
	o := &office{reasons: "none"}
	srv := httptest.NewUnstartedServer(o)
	srv.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError) // that it is hung up on is no fault of it
	srv.StartTLS()
	t.Cleanup(srv.Close)
	at := strings.Replace(srv.URL, "https", "ipps", 1)
	sum := sha256.Sum256(srv.Certificate().Raw)
	own := hex.EncodeToString(sum[:])

	err := (&ipp.Printer{URL: at, Dots: 576}).Print(t.Context(), page)
	if e, ok := errors.AsType[*market.Error](err); !ok || e.Code != "printer_certificate" || e.Field != own {
		t.Errorf("nobody vouches for it: %v", err)
	}
	if err := (&ipp.Printer{URL: at, Pin: strings.Repeat("ab", 32)}).Probe(t.Context()); market.Code(err) != "printer_certificate" {
		t.Errorf("another one was pinned: %v", err)
	}
	if len(o.sheets) != 0 {
		t.Errorf("it was sent %d papers", len(o.sheets))
	}
	if err := (&ipp.Printer{URL: at, Dots: 576, Pin: own}).Print(t.Context(), page); err != nil || len(o.sheets) != 1 {
		t.Errorf("its own was pinned: %v, %d papers", err, len(o.sheets))
	}
}

func TestPin(t *testing.T) {
	want := strings.Repeat("0a", 32)
	for said, ok := range map[string]bool{
		want: true, strings.ToUpper(want): true, strings.TrimSuffix(strings.Repeat("0A:", 32), ":"): true,
		"": false, "0a": false, want + "0a": false, strings.Repeat("zz", 32): false,
	} {
		if pin, got := ipp.Pin(said); got != ok || ok && pin != want {
			t.Errorf("%q: %q, %v", said, pin, got)
		}
	}
}

// What goes to the printer goes to it, and to nobody to whom it sends on.
func TestSentOn(t *testing.T) {
	var asked atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(other.Close)
	sends := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	t.Cleanup(sends.Close)
	if err := (&ipp.Printer{URL: strings.Replace(sends.URL, "http", "ipp", 1)}).Probe(t.Context()); market.Code(err) != "printer_address" || asked.Load() != 0 {
		t.Errorf("another one was asked %d times: %v", asked.Load(), err)
	}
}
