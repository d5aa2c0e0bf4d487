package main_test

import (
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/plugged"
)

// The kiosk's own printer, in a real window: paper runs out, staff see it in their header, a worker who
// takes a place gets words and a code instead of a slip, and with paper in it staff print that very slip and
// the test page by which they tried, in one go.
func TestJourneyWithoutPaper(t *testing.T) {
	m := newCounty(t)
	data := m.enrol("a", "410423106000")
	pin := m.staff(data)
	printer := devicetest.NewSlipPrinter(t)
	settings := `{"printer": "tcp://` + printer.Address + `?profile=80"}`
	if err := os.WriteFile(filepath.Join(data, plugged.SettingsFile), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newScreen(t, "printer", "1366x768", pictures(t))
	s.open(m.program("kiosk"), data)
	signIn(s, pin)
	walkIn(s)
	s.tap("打印")
	s.text("打好了")
	if n := len(printer.Printed()); n != 1 {
		t.Fatalf("%d papers came out", n)
	}

	printer.Set(devicetest.Trouble{NoPaper: true})
	s.text("打印机缺纸")
	s.picture("no-paper-staff")
	s.tap("办完了")
	s.tap("锁屏")
	s.page("home")
	find(s)
	take(s, "13800138000", "李", "1965")
	s.page("no_paper")
	s.text("活已经接好了")
	s.picture("no-paper-worker")
	s.tap("抄好了")
	s.tap("知道了")
	s.page("home")

	signIn(s, pin)
	s.tap("站点")
	s.tap("打试纸")
	s.text("试纸排上队了")
	s.tap("返回")
	s.page("staff")
	s.tap("打印")
	s.page("staff.prints")
	s.text("没打成的 2 张都留着")
	s.picture("no-paper-queue")
	printer.Set(devicetest.Trouble{})
	s.text("打印机好了，有 2 张没打成")
	s.picture("paper-is-in")
	if n := len(printer.Printed()); n != 1 {
		t.Fatalf("%d papers came out by themselves", n-1)
	}
	s.tap("一起重打")
	eventually(t, "the slip and the test page", func() bool { return len(printer.Printed()) == 3 })
	s.text("打好了")
	s.picture("no-paper-printed")

	file := filepath.Join(t.TempDir(), "slip.png")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(f, printer.Printed()[1].Image()), f.Close()); err != nil {
		t.Fatal(err)
	}
	s.tap("结束")
	s.page("home")
	s.scan(readQR(t, file))
	s.page("mine")
	s.text("李师傅")
}
