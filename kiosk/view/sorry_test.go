package view

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"yizhan/assets"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// A station that cannot begin says why in plain words on every screen, and whom to call.
func TestSorry(t *testing.T) {
	test.NewTempApp(t)
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080), fyne.NewSize(1080, 1920)} {
		for _, c := range []struct {
			err  error
			want string
		}{
			{errors.New("open fatal.txt: read-only file system"), assets.Chinese.T("sorry.why")},
			{market.Refuse("disk_full"), assets.Chinese.T("error.disk_full")},
		} {
			content, theme := Sorry(assets.Chinese, c.err, Options{Still: true})
			fyne.CurrentApp().Settings().SetTheme(theme)
			canvas := software.NewCanvas()
			canvas.SetPadded(false)
			canvas.SetContent(content)
			canvas.Resize(size)
			said := strings.Join(touch.Texts(content), "")
			if !strings.Contains(said, c.want) || !strings.Contains(said, market.LineLabour) || strings.Contains(said, "read-only") {
				t.Errorf("%v: the screen says %s", size, said)
			}
			if least := content.MinSize(); least.Width > size.Width || least.Height > size.Height {
				t.Errorf("%v: needs %v", size, least)
			}
		}
	}
}
