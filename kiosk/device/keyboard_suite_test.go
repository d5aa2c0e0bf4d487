package device_test

import (
	"testing"
	"time"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
)

// A keyboard of which nobody takes what is typed is a scanner like any other.
func TestKeyboardIsAScanner(t *testing.T) {
	devicetest.Scanner(t, func(*testing.T) devicetest.ScannerBench {
		now := time.Date(2026, 7, 14, 6, 42, 0, 0, time.UTC)
		k := device.NewKeyboard(func() time.Time { return now }, func(time.Duration, func()) {}, "https://", "YZ-")
		return devicetest.ScannerBench{Scanner: k, Scan: func(text string) {
			for _, r := range text {
				now = now.Add(4 * time.Millisecond)
				k.Rune(r)
			}
			k.Enter()
		}}
	})
}
