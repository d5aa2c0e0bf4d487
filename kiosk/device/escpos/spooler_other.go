//go:build !windows

package escpos

import (
	"context"
	"errors"
	"fmt"
)

// HasSpooler says whether printers here can be reached by a queue of Windows.
const HasSpooler = false

// Spooler reaches a printer by its queue in Windows; elsewhere there is none.
func Spooler(name string) func(context.Context) (Conn, error) {
	return func(context.Context) (Conn, error) {
		return nil, fmt.Errorf("open queue of %s: %w", name, errors.ErrUnsupported)
	}
}
