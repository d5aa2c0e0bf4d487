package plugged

import (
	"errors"
	"io/fs"
	"testing"

	ports "yizhan/kiosk/device/port"
)

// A port is known by the name that the system has for it; on Windows that is how one that was pulled out is noticed.
func TestListed(t *testing.T) {
	if err := listed("COM199"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such port: %v", err)
	}
	names, err := ports.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := errors.Join(listed(name), listed(`\\.\`+name)); err != nil {
			t.Error(err)
		}
	}
}
