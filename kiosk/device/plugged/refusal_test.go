package plugged_test

import (
	"errors"
	"testing"

	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/device/plugged"
	"yizhan/sync/market"
)

// A refusal names the setting and what is wrong of it, also in its sentence.
func TestRefusalsNameWhatIsWrong(t *testing.T) {
	good := escpos.Paper58
	odd := func(change func(*escpos.Profile)) plugged.Profiles {
		p := good
		change(&p)
		return plugged.Profiles{"aisle": good, "shop": p}
	}
	for name, c := range map[string]struct {
		settings plugged.Settings
		want     market.Error
	}{
		"dots":        {plugged.Settings{Profiles: odd(func(p *escpos.Profile) { p.Dots = 380 })}, market.Error{Code: "bad_profile", Field: "profiles.shop.dots"}},
		"feed":        {plugged.Settings{Profiles: odd(func(p *escpos.Profile) { p.Feed = 41 })}, market.Error{Code: "bad_profile", Field: "profiles.shop.feed"}},
		"text":        {plugged.Settings{Profiles: odd(func(p *escpos.Profile) { p.Text = "big5" })}, market.Error{Code: "bad_profile", Field: "profiles.shop.text"}},
		"no name":     {plugged.Settings{Profiles: plugged.Profiles{"": good}}, market.Error{Code: "bad_profile", Field: `profiles.""`}},
		"kind":        {plugged.Settings{Printer: "tcp://192.168.1.50:9100?profile=90"}, market.Error{Code: "bad_printer", Field: "printer: ?profile=90 [58 58-asb 58-mute 58-text 80 80-asb 80-mute 80-tear 80-text]"}},
		"older kind":  {plugged.Settings{Printer: "tcp://192.168.1.50:9100?dots=400"}, market.Error{Code: "bad_printer", Field: "printer: ?dots=400 [384 576]"}},
		"knife":       {plugged.Settings{Office: "tcp://192.168.1.50:9100?cut=maybe"}, market.Error{Code: "bad_printer", Field: "office: ?cut=maybe"}},
		"misspelt":    {plugged.Settings{Printer: "tcp://192.168.1.50:9100?profil=80"}, market.Error{Code: "bad_printer", Field: "printer: ?profil"}},
		"port":        {plugged.Settings{Printer: "tcp://192.168.1.50:99999"}, market.Error{Code: "bad_printer", Field: "printer: :99999"}},
		"no port":     {plugged.Settings{Printer: "tcp://192.168.1.50"}, market.Error{Code: "bad_printer", Field: "printer: 192.168.1.50"}},
		"fingerprint": {plugged.Settings{Office: "ipps://192.168.1.60/ipp/print?pin=12"}, market.Error{Code: "bad_printer", Field: "office: ?pin"}},
		"speed":       {plugged.Settings{Printer: "serial:/dev/ttyUSB0?baud=fast"}, market.Error{Code: "bad_printer", Field: "printer: ?baud=fast"}},
		"no line":     {plugged.Settings{Printer: "serial:?baud=9600"}, market.Error{Code: "bad_printer", Field: "printer: serial:"}},
		"a path":      {plugged.Settings{Printer: "/dev/usb/lp0"}, market.Error{Code: "bad_printer", Field: "printer: /dev/usb/lp0 → file:/dev/usb/lp0"}},
		"a port":      {plugged.Settings{Printer: "192.168.1.50:9100"}, market.Error{Code: "bad_printer", Field: "printer: 192.168.1.50:9100 → tcp://192.168.1.50:9100"}},
		"a name":      {plugged.Settings{Printer: "slips:9100"}, market.Error{Code: "bad_printer", Field: "printer: slips:9100 → tcp://slips:9100"}},
		"no port's":   {plugged.Settings{Printer: "http://192.168.1.50"}, market.Error{Code: "bad_printer", Field: "printer: http://192.168.1.50"}},
		"no address":  {plugged.Settings{Office: "http://%zz"}, market.Error{Code: "bad_printer", Field: "office: http://%zz"}},
	} {
		_, err := c.settings.Open()
		got, ok := errors.AsType[*market.Error](err)
		if !ok || *got != c.want {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
	}
}
