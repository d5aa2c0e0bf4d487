package main_test

import (
	"os"
	"path/filepath"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/device/plugged"
	"yizhan/sync/market"
)

// A mistake in devices.json does not leave the screen black: it says what is wrong and whom to call.
func TestMistakeInDevices(t *testing.T) {
	bin, out := build(t, "yizhan/cmd/kiosk"), pictures(t)
	for settings, says := range map[string]*market.Error{
		`{"printer": "tcp://192.168.1.50:9100"`:   {Code: "bad_devices"},
		`{"printer": "tcp://192.168.1.50:99999"}`: {Code: "bad_printer", Field: "printer: :99999"},
	} {
		code := says.Code
		t.Run(code, func(t *testing.T) {
			data := t.TempDir()
			if err := os.WriteFile(filepath.Join(data, plugged.SettingsFile), []byte(settings), 0o600); err != nil {
				t.Fatal(err)
			}
			s := newScreen(t, "sorry-"+code, "1366x768", out)
			s.start(filepath.Join(bin, "kiosk"), data)
			s.page("sorry")
			s.text("这台机器眼下打不开")
			s.text(assets.Chinese.Refusal(says))
			s.text("请叫工作人员来看，先别动这台机器")
			s.painted()
			s.picture("begin")
		})
	}
}
