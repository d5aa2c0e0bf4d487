package office_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/browsertest"
	"yizhan/sync/wire"
)

// What tells an office that something is left undone: no backup, an old program, a code that is over.
func TestWhatIsUndoneInABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("zhang", lushan)
	for range 2 {
		b.send("/office/codes/"+string(wawu)+"/new").want(t, "a new code", http.StatusSeeOther)
		d.now = d.now.Add(archive.CodeLasts - time.Hour)
		b = d.as("zhang-"+d.now.Format("0201"), lushan)
	}
	st, err := d.archive.Station(t.Context(), s.wawu.Origin)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.archive.Seen(t.Context(), st, archive.Presence{Version: wire.Version, Program: "yizhan 0.0.7"}); err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"backup_key", "bad_backup", "internal", "backup_file"} { // each has words
		if err := d.archive.NoteNightly(t.Context(), &archive.Nightly{At: d.now, Code: code, KeyHere: true}); err != nil {
			t.Fatal(err)
		}
		if page := b.get("/office").body; strings.Contains(page, "⟦") || !strings.Contains(page, "的备份没做成") || !strings.Contains(page, "备份的钥匙和数据放在一起") {
			t.Errorf("%s does not show", code)
		}
	}
	if page := d.as("zhen", wawu).get("/office").body; strings.Contains(page, "的备份没做成") || strings.Contains(page, "备份的钥匙") {
		t.Error("a township is told of the county's machine")
	}
	password := d.open("xian", lushan)
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			c := browsertest.Open(t, d.url, size)
			c.SignIn("xian", password)
			c.Go("/office")
			c.Says("数据还没有备份过", "备份盘写不进去", "备份的钥匙和数据放在一起")
			c.Picture("undone-today")
			c.Go("/office/stations?open=" + string(wawu))
			c.Says("旧版")
			c.Picture("undone-stations")
			c.Go("/office/codes")
			c.Says("过期了", "前能用")
			c.Picture("undone-codes")
		})
	}
}
