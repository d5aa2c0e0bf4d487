package ipp_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/ipp"
	"yizhan/sync/market"
)

// office is an IPP printer that can be out of paper, busy or broken.
type office struct {
	mu      sync.Mutex
	reasons string // printer-state-reasons
	trays   string // printer-input-tray; "" says nothing of trays
	state   uint32 // printer-state; 0 is idle
	busy    int    // so many jobs are refused with 0x0507
	answers uint16 // to a job; 0 takes it
	numbers bool   // a job that is not taken has got a number
	ends    uint32 // job-state at the end; 0 is completed
	counts  bool   // it knows how many sheets a job has
	waiting bool   // the job never left the row: there is no time at which it was begun
	deaf    int    // so many questions how a job is are answered with an error; -1: all
	clings  bool   // calls no job back
	nothing bool   // answers no IPP
	http    int    // what HTTP says in place of an answer; 0 is nothing
	asks    uint16 // what it answers who asks how it is; 0 says it
	closed  bool   // takes no jobs
	works   int    // so many times it is asked, it is at a job and takes no other
	came    uint32 // sheets that came out before the end
	after   string // reasons once a job has been taken; "" is as before
	sheets  [][]byte
	called  int    // jobs called back
	once    uint32 // job-state once it was called back; 0 is as before
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
	if o.http != 0 {
		w.WriteHeader(o.http)
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
	switch operation := binary.BigEndian.Uint16(body[2:]); {
	case body[0] != 1: // an old one
		answer(0x0503, 4)
		return
	case operation == 0x000B && o.asks != 0:
		answer(o.asks, 4)
		return
	}
	switch binary.BigEndian.Uint16(body[2:]) {
	case 0x000B:
		accepts, state := byte(1), max(o.state, 3)
		if o.closed {
			accepts = 0
		}
		if o.works > 0 {
			o.works--
			accepts, state = 0, 4
		}
		answer(0, 4, value(0x23, "printer-state", number(state)), value(0x44, "printer-state-reasons", []byte(o.reasons)), value(0x44, "", []byte("none")),
			value(0x22, "printer-is-accepting-jobs", []byte{accepts}), o.input())
	case 0x0002:
		if o.busy > 0 {
			o.busy--
			answer(0x0507, 2)
			return
		}
		if o.answers != 0 && o.numbers {
			answer(o.answers, 2, value(0x21, "job-id", number(7)))
			return
		}
		if o.answers != 0 {
			answer(o.answers, 2)
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
		if o.clings {
			answer(0x0404, 2)
			return
		}
		if o.once != 0 {
			o.ends = o.once
		}
		answer(0, 2)
	case 0x0009:
		if o.asked != nil {
			o.asked()
		}
		if o.deaf != 0 {
			o.deaf--
			answer(0x0500, 2)
			return
		}
		end := o.ends
		if end == 0 {
			end = 9
		}
		is := [][]byte{value(0x23, "job-state", number(end)), value(0x21, "job-media-sheets-completed", number(o.came))}
		if o.counts {
			is = append(is, value(0x21, "job-media-sheets", number(2)))
		}
		if o.waiting {
			is = append(is, value(0x13, "time-at-processing", nil))
		} else {
			is = append(is, value(0x21, "time-at-processing", number(5)))
		}
		answer(0, 2, is...)
	}
}

// input is printer-input-tray, a tray for each word.
func (o *office) input() []byte {
	var all []byte
	name := "printer-input-tray"
	for _, level := range strings.Fields(o.trays) {
		all = append(all, value(0x30, name, []byte("type=sheetFeedAutoRemovableTray;mediafeed=29700;level="+level+";status=0;name=main;"))...)
		name = ""
	}
	return all
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
	for name, c := range map[string]struct {
		office *office
		want   string
		sheets int
	}{
		"printed":              {office: &office{reasons: "none"}, sheets: 1},
		"printed after a wait": {office: &office{reasons: "none", busy: 1}, sheets: 1},
		"one at a time":        {office: &office{reasons: "none", works: 2}, sheets: 1},
		"one that never ends":  {office: &office{reasons: "none", works: 99}, want: "printer_busy"},

		"stopped":           {office: &office{reasons: "none", state: 5}, want: "printer_paused"},
		"takes no jobs":     {office: &office{reasons: "none", closed: true}, want: "printer_paused"},
		"stopped and empty": {office: &office{reasons: "media-needed-report", state: 5}, want: "printer_out"},
		"no printer":        {office: &office{nothing: true}, want: "printer_address"},
		"busy and busy":     {office: &office{reasons: "none", busy: 99}, want: "printer_busy"},
		"busy when asked":   {office: &office{reasons: "none", asks: 0x0502}, want: "printer_busy"},

		"gives it up":                       {office: &office{reasons: "none", ends: 8}, want: nobodyKnows, sheets: 1},
		"gives it up, counts nothing of it": {office: &office{reasons: "none", ends: 8, counts: true}, want: nobodyKnows, sheets: 1},
		"empty before it":                   {office: &office{reasons: "none", ends: 8, after: "media-empty-error", counts: true}, want: "printer_out", sheets: 1},
		"empty within it":                   {office: &office{reasons: "none", ends: 8, after: "media-empty-error", counts: true, came: 1}, want: nobodyKnows, sheets: 1},
		"empty, and it counts no job":       {office: &office{reasons: "none", ends: 8, after: "media-empty-error"}, want: nobodyKnows, sheets: 1},
		"jams":                              {office: &office{reasons: "none", ends: 8, after: "media-jam-error"}, want: nobodyKnows, sheets: 1},
		"jams with its first sheet":         {office: &office{reasons: "none", ends: 8, after: "media-jam-error", counts: true}, want: nobodyKnows, sheets: 1},
		"opened with a sheet inside":        {office: &office{reasons: "none", ends: 8, after: "cover-open", counts: true}, want: nobodyKnows, sheets: 1},
		"called back while it waits":        {office: &office{reasons: "none", ends: 7, waiting: true}, want: "printer_fault", sheets: 1},
		"jams with the job before it":       {office: &office{reasons: "none", ends: 8, waiting: true, after: "media-jam-error"}, want: "printer_fault", sheets: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := c.office.print(t)
			if known(err) != c.want || len(c.office.sheets) != c.sheets {
				t.Errorf("%v, %d sheets", err, len(c.office.sheets))
			}
		})
	}
}

const nobodyKnows = "nobody knows"

// known is the code of what Print gives, "" for printed.
func known(err error) string {
	if code := market.Code(err); err == nil || code != "" {
		return code
	}
	return nobodyKnows
}

// at is the printer at an office's desk.
func (o *office) at(t *testing.T) *ipp.Printer {
	t.Helper()
	srv := httptest.NewServer(o)
	t.Cleanup(srv.Close)
	return &ipp.Printer{URL: strings.Replace(srv.URL, "http", "ipp", 1) + "/ipp/print", Dots: 576}
}

func (o *office) print(t *testing.T) error {
	t.Helper()
	return o.at(t).Print(t.Context(), page)
}

// What a printer says of itself stops a paper when it is an error, or when no tray holds anything.
func TestReasons(t *testing.T) {
	for reason, codes := range map[string][3]string{ // with nothing said of trays, with one of two filled, with both empty
		"none":                      {"", "", ""},
		"media-empty":               {"printer_out", "", "printer_out"},
		"media-empty-error":         {"printer_out", "", "printer_out"},
		"media-empty-warning":       {"", "", "printer_out"},
		"media-empty-report":        {"", "", "printer_out"},
		"media-needed-report":       {"", "", "printer_out"},
		"media-low-report":          {"", "", ""},
		"media-jam":                 {"printer_fault", "printer_fault", "printer_fault"},
		"media-jam-report":          {"", "", ""},
		"cover-open":                {"printer_open", "printer_open", "printer_open"},
		"cover-open-warning":        {"", "", ""},
		"door-open-error":           {"printer_open", "printer_open", "printer_open"},
		"toner-low-warning":         {"", "", ""},
		"toner-low":                 {"", "", ""},
		"toner-empty-warning":       {"", "", ""},
		"toner-empty-error":         {"printer_fault", "printer_fault", "printer_fault"},
		"marker-supply-empty":       {"printer_fault", "printer_fault", "printer_fault"},
		"paused-report":             {"", "", ""},
		"paused":                    {"printer_paused", "printer_paused", "printer_paused"},
		"fuser-over-temp-error":     {"printer_fault", "printer_fault", "printer_fault"},
		"connecting-to-device":      {"", "", ""},
		"input-tray-missing-report": {"", "", "printer_out"},
	} {
		for i, trays := range []string{"", "0 -3", "-2 0 0"} {
			p := (&office{reasons: reason, trays: trays}).at(t)
			if err := p.Probe(t.Context()); market.Code(err) != codes[i] || (err == nil) != (codes[i] == "") {
				t.Errorf("%s with trays %q: %v, want %q", reason, trays, err, codes[i])
			}
		}
	}
}

// What a printer answers to a job that it does not take has words of its own: only paper is missing paper.
func TestNotTaken(t *testing.T) {
	for _, c := range []struct {
		answers uint16
		numbers bool
		want    string
	}{
		{0x040A, false, "printer_format"},
		{0x0400, false, "printer_refused"},
		{0x0401, false, "printer_locked"},
		{0x0402, false, "printer_locked"},
		{0x0403, false, "printer_locked"},
		{0x0406, false, "printer_address"},
		{0x0408, false, "printer_refused"},
		{0x0505, false, "printer_busy"},
		{0x0506, false, "printer_paused"},
		{0x0502, false, "printer_busy"},
		{0x0500, false, nobodyKnows},
		{0x0504, false, nobodyKnows}, // a jam, with the paper in it
		{0x0508, false, nobodyKnows},
		{0x040A, true, nobodyKnows},
	} {
		t.Run(fmt.Sprintf("%#04x %v", c.answers, c.numbers), func(t *testing.T) {
			t.Parallel() // one that is busy is asked again
			if err := (&office{reasons: "none", answers: c.answers, numbers: c.numbers}).print(t); known(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

// Who cannot say how it is says why not: only one that nobody reaches is not there, and one that is busy is well.
func TestWhyItCannotBeAsked(t *testing.T) {
	for name, c := range map[string]struct {
		office *office
		want   string
	}{
		"a password":              {&office{http: http.StatusUnauthorized}, "printer_locked"},
		"not from here":           {&office{http: http.StatusForbidden}, "printer_locked"},
		"no such path":            {&office{http: http.StatusNotFound}, "printer_address"},
		"by TLS alone":            {&office{http: http.StatusUpgradeRequired}, "printer_address"},
		"another program":         {&office{nothing: true}, "printer_address"},
		"busy, says HTTP":         {&office{http: http.StatusServiceUnavailable}, ""},
		"fails, says HTTP":        {&office{http: http.StatusInternalServerError}, "printer_fault"},
		"busy":                    {&office{asks: 0x0507}, ""},
		"not there for now":       {&office{asks: 0x0502}, ""},
		"not who it is":           {&office{asks: 0x0402}, "printer_locked"},
		"no such queue":           {&office{asks: 0x0406}, "printer_address"},
		"does not know questions": {&office{asks: 0x0501}, "printer_address"},
		"takes no jobs":           {&office{asks: 0x0506}, "printer_paused"},
		"takes one at a time":     {&office{reasons: "none", state: 4, closed: true}, ""},
		"fails":                   {&office{asks: 0x0500}, "printer_fault"},
	} {
		if err := c.office.at(t).Probe(t.Context()); market.Code(err) != c.want || (err == nil) != (c.want == "") {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") // it takes connections and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if err := (&ipp.Printer{URL: "ipp://" + l.Addr().String()}).Probe(ctx); market.Code(err) != "device_silent" {
		t.Errorf("says nothing: %v", err)
	}
	plain := httptest.NewServer(&office{})
	t.Cleanup(plain.Close)
	if err := (&ipp.Printer{URL: strings.Replace(plain.URL, "http", "ipps", 1)}).Probe(t.Context()); market.Code(err) != "printer_address" {
		t.Errorf("no TLS: %v", err)
	}
}

// What HTTP says of a job that was sent is known to be of no paper only where nobody can have read it.
func TestTurnedAway(t *testing.T) {
	for status, want := range map[int]string{http.StatusUnauthorized: "printer_locked", http.StatusRequestEntityTooLarge: "printer_refused", http.StatusBadGateway: nobodyKnows} {
		o := &office{reasons: "none"}
		jobs := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			if len(body) > 4 && binary.BigEndian.Uint16(body[2:]) == 0x0002 {
				w.WriteHeader(status)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			o.ServeHTTP(w, r)
		}))
		t.Cleanup(jobs.Close)
		p := &ipp.Printer{URL: strings.Replace(jobs.URL, "http", "ipp", 1), Dots: 576}
		if err := p.Print(t.Context(), page); known(err) != want {
			t.Errorf("HTTP %d: %v, want %s", status, err, want)
		}
	}
}

// One answer that fails gives no job up. Of a job that nothing can be learned of it is said that nobody knows, and
// it is called back, so that it does not come out beside its copy.
func TestAnswersThatFail(t *testing.T) {
	for name, c := range map[string]struct {
		office *office
		want   string
		called int
	}{
		"one fails":                 {&office{reasons: "none", deaf: 1}, "", 0},
		"one fails, then it is out": {&office{reasons: "none", deaf: 1, ends: 8, counts: true, after: "media-empty"}, "printer_out", 0},
		"all fail":                  {&office{reasons: "none", deaf: -1}, nobodyKnows, 1},
		"all fail, and it stays":    {&office{reasons: "none", deaf: -1, clings: true}, nobodyKnows, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := c.office.print(t); known(err) != c.want || c.office.called != c.called || len(c.office.sheets) != 1 {
				t.Errorf("%v; called back %d times, sent %d times", err, c.office.called, len(c.office.sheets))
			}
		})
	}
}

// A job that is not done in time is called back, and nobody knows whether it came out.
func TestCalledBack(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	o := &office{reasons: "none", ends: 5, asked: stop} // it goes on and on, and the station is stopped
	if err := o.at(t).Print(ctx, page); err == nil || market.Code(err) != "" {
		t.Errorf("%v", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.called != 1 || len(o.sheets) != 1 {
		t.Errorf("called back %d times, sent %d", o.called, len(o.sheets))
	}
}

// A job that waited behind others and never began is of no paper when it was called back. That is believed of no job that was
// seen at work, or that is said to be done.
func TestCalledBackBeforeItBegan(t *testing.T) {
	for name, c := range map[string]struct {
		office *office
		late   bool // it may take only so long; else the station is stopped
		want   string
	}{
		"the station is stopped":  {&office{reasons: "none", ends: 3, waiting: true, once: 7}, false, "print_stopped"},
		"others take too long":    {&office{reasons: "none", ends: 3, waiting: true, once: 7}, true, "printer_busy"},
		"it is given up":          {&office{reasons: "none", ends: 3, waiting: true, once: 8}, true, "printer_busy"},
		"it stays":                {&office{reasons: "none", ends: 3, waiting: true, clings: true}, true, nobodyKnows},
		"it is still to be ended": {&office{reasons: "none", ends: 3, waiting: true}, true, nobodyKnows},
		"it was at work":          {&office{reasons: "none", ends: 5, waiting: true, once: 7}, true, nobodyKnows},
		"it stopped at it":        {&office{reasons: "none", ends: 6, waiting: true, once: 7}, true, nobodyKnows},
		"it began":                {&office{reasons: "none", ends: 3, once: 7}, true, nobodyKnows},
		"it is done":              {&office{reasons: "none", ends: 3, waiting: true, once: 9}, true, nobodyKnows},
		"paused, and looks fail":  {&office{reasons: "none", after: "paused", deaf: 4, ends: 3, waiting: true, once: 7}, false, "printer_paused"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			if c.late {
				ctx, stop = context.WithTimeout(t.Context(), time.Second)
				defer stop()
			} else if c.office.deaf == 0 {
				c.office.asked = stop
			}
			if err := c.office.at(t).Print(ctx, page); known(err) != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
			if c.office.called != 1 {
				t.Errorf("called back %d times", c.office.called)
			}
		})
	}
}

// A job that was seen at work began, also where the printer keeps no time of that.
func TestGivenUpBehindWork(t *testing.T) {
	o := &office{reasons: "none", ends: 5, waiting: true}
	asked := 0
	o.asked = func() {
		if asked++; asked > 1 {
			o.ends = 8
		}
	}
	if err := o.print(t); known(err) != nobodyKnows {
		t.Errorf("%v, want %s", err, nobodyKnows)
	}
}

// A printer that is turned off between the question and the job has taken none: nobody was reached any more.
func TestTurnedOffBeforeTheJob(t *testing.T) {
	o := &office{reasons: "none"}
	srv := httptest.NewUnstartedServer(nil)
	srv.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		srv.Listener.Close()
		w.Header().Set("Connection", "close")
		o.ServeHTTP(w, r)
	})
	srv.Start()
	t.Cleanup(srv.Close)
	p := &ipp.Printer{URL: strings.Replace(srv.URL, "http", "ipp", 1), Dots: 576}
	if err := p.Print(t.Context(), page); market.Code(err) != "device_gone" || len(o.sheets) != 0 {
		t.Errorf("%v, %d sheets", err, len(o.sheets))
	}
}

func TestNobodyThere(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	p := &ipp.Printer{URL: strings.Replace(srv.URL, "http", "ipp", 1), Dots: 576}
	if err := p.Print(t.Context(), page); market.Code(err) != "printer_address" {
		t.Errorf("not found: %v", err)
	}
	srv.Close()
	if err := p.Print(t.Context(), page); market.Code(err) != "device_gone" {
		t.Errorf("nobody listens: %v", err)
	}
}
