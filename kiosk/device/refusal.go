package device

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"syscall"

	"yizhan/sync/market"
)

// The refusals of a printer. Each says that nothing came out and what a person has to do, so each has words
// of its own on the screens: who is told of paper does not look at a plug.

// NoPaper refuses with printer_out.
func NoPaper(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_out"), why) }

// CoverOpen refuses with printer_open.
func CoverOpen(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_open"), why) }

// Stuck refuses with printer_fault: paper that jams, a knife, toner.
func Stuck(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_fault"), why) }

// Gone refuses with device_gone: it cannot be reached.
func Gone(why error) error { return fmt.Errorf("%w: %w", market.Refuse("device_gone"), why) }

// Unkept refuses a paper that cannot be put into a file: with disk_full where there is no room, with the code that why has, or with
// device_gone, as where a stick was pulled out.
func Unkept(why error) error {
	switch {
	case noRoom(why):
		return fmt.Errorf("%w: %w", market.Refuse("disk_full"), why)
	case market.Code(why) != "":
		return why
	}
	return Gone(why)
}

// Windows has numbers of its own (ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL).
const (
	handleFullWindows syscall.Errno = 39
	diskFullWindows   syscall.Errno = 112
)

// noRoom says whether a disk, or what of it somebody may use, is full.
func noRoom(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, handleFullWindows) || errors.Is(err, diskFullWindows)
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// Silent refuses with device_silent: it can be reached and does not answer.
func Silent(why error) error { return fmt.Errorf("%w: %w", market.Refuse("device_silent"), why) }

// Busy refuses with printer_busy: it prints for others and takes nothing meanwhile.
func Busy(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_busy"), why) }

// Paused refuses with printer_paused: it is well, and somebody stopped it or lets it take no jobs.
func Paused(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_paused"), why) }

// Locked refuses with printer_locked: it wants a password, or lets this PC print nothing.
func Locked(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_locked"), why) }

// Misplaced refuses with printer_address: somebody answers there, but no printer by that address.
func Misplaced(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_address"), why) }

// NoPDF refuses with printer_format: it is well and does not read PDF.
func NoPDF(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_format"), why) }

// Unwilling refuses with printer_refused: it is well and does not take this paper, whatever somebody does about
// paper and cover.
func Unwilling(why error) error { return fmt.Errorf("%w: %w", market.Refuse("printer_refused"), why) }

// CutShort refuses with print_stopped: the station was stopped before it began.
func CutShort(why error) error { return fmt.Errorf("%w: %w", market.Refuse("print_stopped"), why) }

// Held refuses a paper that waited for its turn until its context ended: with printer_busy where it waited so long
// as it was to, with print_stopped where the station was stopped.
func Held(why error) error {
	if errors.Is(why, context.DeadlineExceeded) {
		return Busy(why)
	}
	return CutShort(why)
}
