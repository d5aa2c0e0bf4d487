package escpos

import (
	"context"
	"fmt"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// HasSpooler says whether printers here can be reached by a queue of Windows.
const HasSpooler = true

// The functions of the spooler (winspool.h); golang.org/x/sys does not have them.
var (
	winspool         = windows.NewLazySystemDLL("winspool.drv")
	openPrinter      = winspool.NewProc("OpenPrinterW")
	getPrinter       = winspool.NewProc("GetPrinterW")
	startDocPrinter  = winspool.NewProc("StartDocPrinterW")
	startPagePrinter = winspool.NewProc("StartPagePrinter")
	writePrinter     = winspool.NewProc("WritePrinter")
	endPagePrinter   = winspool.NewProc("EndPagePrinter")
	endDocPrinter    = winspool.NewProc("EndDocPrinter")
	abortPrinter     = winspool.NewProc("AbortPrinter")
	closePrinter     = winspool.NewProc("ClosePrinter")
)

// docInfo is DOC_INFO_1W.
type docInfo struct {
	name, output, datatype *uint16
}

// Spooler reaches a printer by its queue in Windows, with the bytes as they are (RAW). The queue takes
// papers and does not say whether they came out, but often how the printer is.
func Spooler(name string) func(context.Context) (Conn, error) {
	return func(context.Context) (Conn, error) {
		wide, err := windows.UTF16PtrFromString(name)
		if err != nil {
			return nil, fmt.Errorf("name of queue %q: %w", name, err)
		}
		s := &spool{}
		if ok, _, err := openPrinter.Call(uintptr(unsafe.Pointer(wide)), uintptr(unsafe.Pointer(&s.handle)), 0); ok == 0 {
			return nil, fmt.Errorf("open queue of %s: %w", name, err)
		}
		return s, nil
	}
}

// spool is one paper in a queue; it is begun when something is written.
type spool struct {
	handle windows.Handle
	begun  bool
}

// ReadUntil implements Conn: a queue answers nothing.
func (s *spool) ReadUntil(_ []byte, deadline time.Time) (int, error) {
	time.Sleep(time.Until(deadline))
	return 0, nil
}

// WriteUntil implements Conn. The spooler keeps a paper in a file and holds nobody up.
func (s *spool) WriteUntil(b []byte, _ time.Time) error {
	if err := s.begin(); err != nil {
		return err
	}
	for len(b) > 0 {
		var n uint32
		if ok, _, err := writePrinter.Call(uintptr(s.handle), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), uintptr(unsafe.Pointer(&n))); ok == 0 || n == 0 {
			_, _, _ = abortPrinter.Call(uintptr(s.handle)) // nothing of it is to come out
			s.begun = false
			return fmt.Errorf("write to queue: %w", err)
		}
		b = b[n:]
	}
	return nil
}

func (s *spool) begin() error {
	if s.begun {
		return nil
	}
	name, err := windows.UTF16PtrFromString("Yizhan")
	if err != nil {
		return err
	}
	raw, err := windows.UTF16PtrFromString("RAW")
	if err != nil {
		return err
	}
	doc := docInfo{name: name, datatype: raw}
	if job, _, err := startDocPrinter.Call(uintptr(s.handle), 1, uintptr(unsafe.Pointer(&doc))); job == 0 {
		return fmt.Errorf("begin paper in queue: %w", err)
	}
	if ok, _, err := startPagePrinter.Call(uintptr(s.handle)); ok == 0 {
		_, _, _ = abortPrinter.Call(uintptr(s.handle)) // nothing was written
		return fmt.Errorf("begin paper in queue: %w", err)
	}
	s.begun = true
	return nil
}

// now implements queue. One that does not say how its printer is keeps nobody from printing.
func (s *spool) now() condition {
	var status, needed uint32 // PRINTER_INFO_6 is the status alone
	if ok, _, _ := getPrinter.Call(uintptr(s.handle), 6, uintptr(unsafe.Pointer(&status)), unsafe.Sizeof(status), uintptr(unsafe.Pointer(&needed))); ok == 0 {
		return ready
	}
	return queued(status)
}

// Close lets the paper out that was written.
func (s *spool) Close() error {
	var fault error
	if s.begun {
		if ok, _, err := endPagePrinter.Call(uintptr(s.handle)); ok == 0 {
			fault = fmt.Errorf("end paper in queue: %w", err)
		}
		if ok, _, err := endDocPrinter.Call(uintptr(s.handle)); ok == 0 && fault == nil {
			fault = fmt.Errorf("end paper in queue: %w", err)
		}
	}
	if ok, _, err := closePrinter.Call(uintptr(s.handle)); ok == 0 && fault == nil {
		fault = fmt.Errorf("close queue: %w", err)
	}
	return fault
}
