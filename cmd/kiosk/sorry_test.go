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
	for code, settings := range map[string]string{
		"bad_devices": `{"printer": "tcp://192.168.1.50:9100"`,
		"bad_printer": `{"printer": "tcp://192.168.1.50:99999"}`,
	} {
		t.Run(code, func(t *testing.T) {
			data := t.TempDir()
			if err := os.WriteFile(filepath.Join(data, plugged.SettingsFile), []byte(settings), 0o600); err != nil {
				t.Fatal(err)
			}
			s := newScreen(t, "sorry-"+code, "1366x768", out)
			s.start(filepath.Join(bin, "kiosk"), data)
			s.page("sorry")
			s.text("这台机器眼下打不开")
			s.text(assets.Chinese.Refusal(market.Refuse(code)))
			s.text("请叫工作人员来看，先别动这台机器")
			s.painted()
			s.picture("begin")
		})
	}
}
