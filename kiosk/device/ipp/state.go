package ipp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

var (
	errEmpty   = errors.New("the printer has no paper")
	errOpen    = errors.New("a cover of the printer is open")
	errJam     = errors.New("paper jams in the printer")
	errStopped = errors.New("the printer has stopped")
	errPaused  = errors.New("the printer is stopped by somebody, or takes no jobs")
)

// ready refuses when the printer says that it cannot print, or cannot be asked.
func (p *Printer) ready(ctx context.Context) error {
	r := p.request(getPrinter)
	r.text(tagKeyword, "requested-attributes", "printer-state")
	r.text(tagKeyword, "", "printer-state-reasons")
	r.text(tagKeyword, "", "printer-is-accepting-jobs")
	r.text(tagKeyword, "", "printer-input-tray")
	r.end()
	a, err := p.ask(ctx, r, nil)
	if err == nil {
		err = a.refusal()
	}
	if err != nil {
		return fmt.Errorf("ask printer: %w", unasked(err))
	}
	return a.hands()
}

// unasked is what it means that a printer cannot be asked how it is.
func unasked(err error) error {
	late, ok := errors.AsType[net.Error](err)
	switch code := market.Code(err); {
	case code == "printer_refused", errors.Is(err, errMessage), errors.Is(err, http.ErrSchemeMismatch):
		return device.Misplaced(err) // any printer knows the question
	case code != "":
		return err
	case errors.Is(err, errFailed):
		return device.Stuck(err)
	case ok && late.Timeout():
		return device.Silent(err)
	}
	return device.Gone(err) // it hung up
}

// hands refuses when the printer wants somebody. A reason counts when it is an error, which one without a
// suffix is too (RFC 8011, 5.4.12). A report and a warning stop nothing, for a printer with two trays says so
// that one of them is empty; but where no tray holds anything it is out of paper however gently it says so.
func (a response) hands() error {
	stopped := a.number("printer-state") == printerStop
	var worst error
	for _, v := range a.values["printer-state-reasons"] {
		reason := string(v)
		mild := strings.HasSuffix(reason, "-report") || strings.HasSuffix(reason, "-warning")
		why := trouble(reason)
		switch {
		case why == nil:
		case errors.Is(why, errEmpty) && !stopped && a.trays() == filled:
		case errors.Is(why, errEmpty) && a.trays() == empty, !mild, stopped:
			// Of a jam somebody must know above all, and a pause is ended when all else is.
			if worst == nil || errors.Is(why, errJam) || errors.Is(worst, errPaused) {
				worst = why
			}
		}
	}
	closed := a.no("printer-is-accepting-jobs")
	switch {
	case worst != nil:
		return worst
	case closed && a.number("printer-state") == printerWorks:
		return device.Busy(errPaused) // small ones take no job while they print one
	case closed, stopped:
		return device.Paused(errPaused)
	}
	return nil
}

// trouble is what a reason means, nil for one that keeps no paper from coming out.
func trouble(reason string) error {
	what := reason
	for _, severity := range []string{"-report", "-warning", "-error"} {
		what = strings.TrimSuffix(what, severity)
	}
	switch what {
	case "media-empty", "media-needed", "input-tray-missing":
		return device.NoPaper(errEmpty)
	case "cover-open", "door-open", "interlock-open":
		return device.CoverOpen(errOpen)
	case "media-jam":
		return device.Stuck(errJam)
	case "paused", "moving-to-paused":
		return device.Paused(errPaused)
	case "toner-empty", "marker-supply-empty", "developer-empty", "marker-waste-full", "shutdown", "other":
		return device.Stuck(fmt.Errorf("%w: %s", errStopped, reason))
	}
	if strings.HasSuffix(reason, "-error") {
		return device.Stuck(fmt.Errorf("%w: %s", errStopped, reason))
	}
	return nil
}

// supply is what the trays of a printer say together.
type supply int

const (
	unsaid supply = iota
	empty         // those that know say nothing is in them
	filled        // one holds something
)

// trays reads "printer-input-tray" (PWG 5100.13): a tray each, "type=sheetFeedAuto…;level=250;…". A level of -3 is
// at least one sheet, of -2 unknown.
func (a response) trays() supply {
	s := unsaid
	for _, tray := range a.values["printer-input-tray"] {
		parts := bytes.Split(tray, []byte(";"))
		i := slices.IndexFunc(parts, func(p []byte) bool { return bytes.HasPrefix(p, []byte("level=")) })
		if i < 0 {
			continue
		}
		switch level, err := strconv.Atoi(string(parts[i][len("level="):])); {
		case err != nil:
		case level > 0, level == -3:
			return filled
		case level == 0:
			s = empty
		}
	}
	return s
}
