package flow

import (
	"database/sql"
	"path/filepath"
	"testing"

	"yizhan/sync/market"
)

// spoil marks the database as one that may only be read, as SQLite does with a file of a later
// version (https://www.sqlite.org/fileformat2.html, 1.3.3): the store meets what a disk gives that has
// gone read-only.
func spoil(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "station.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var page []byte
	if err := db.QueryRow(`SELECT data FROM sqlite_dbpage WHERE pgno = 1`).Scan(&page); err != nil {
		t.Fatal(err)
	}
	page[18] = 3 // the write version
	if _, err := db.Exec(`UPDATE sqlite_dbpage SET data = ? WHERE pgno = 1`, page); err != nil {
		t.Fatal(err)
	}
}

// A disk that takes nothing is told once, with what works all the same; after that every door says so
// before anybody fills a form, and looking goes on.
func TestDiskThatTakesNothing(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	h.worker("李师傅", "18900000301")
	d := h.detail(id)
	d.Take()
	h.dial("18900000301")
	spoil(t, h.dir)
	on[*People](h).Pick(0)
	h.settle()
	m := h.message("unsaved")
	check(t, "title", m.Title, h.app.Words.T("unsaved.disk_error"))
	check(t, "below", m.Under().Name(), "detail")
	check(t, "chip", h.app.LinkWord().Word, h.app.Words.T("unsaved.chip"))
	h.way(m, "number.find")
	on[*Trades](h)
	h.app.End()

	home := func() *Home { return on[*Home](h) }
	for name, door := range map[string]func(){
		"check-in": func() { home().CheckIn() }, "hire": func() { home().Hire() }, "rights": func() { home().Rights() },
		"take":      func() { h.detail(id).Take() },
		"wish":      func() { home().Policy(); on[*Policy](h).Want(market.TrainingID("0-1-1")) },
		"call back": func() { home().Policy(); on[*Policy](h).AskSomebody() },
	} {
		door()
		h.settle()
		if p := h.app.Current(); p.Name() != "unsaved" {
			t.Errorf("the door %s leads to %s", name, p.Name())
		}
		h.app.End()
	}
	h.detail(id).Print()
	h.settle()
	h.message("unsaved")
	check(t, "paper", on[*Message](h).Under().(*Detail).Paper.Busy(), false)
}

// Whatever the sync behind the screen says of the disk, a door tries for itself.
func TestDiskThatTakesAgain(t *testing.T) {
	h := newHall(t)
	h.state.Disk = "disk_full"
	check(t, "chip", h.app.LinkWord().Word, h.app.Words.T("unsaved.chip"))
	h.app.ShowLink()
	check(t, "story", h.message("unsaved").Title, h.app.Words.T("unsaved.disk_full"))
	h.app.End()
	on[*Home](h).CheckIn()
	h.settle()
	on[*Who](h)
}

// The word for it leaves home by itself once the disk takes something.
func TestDiskIsAskedAgain(t *testing.T) {
	h := newHall(t)
	h.app.fault(market.Refuse("disk_full"))
	h.app.End()
	for range boardTurn {
		on[*Home](h).Tick()
	}
	h.settle()
	check(t, "chip", h.app.LinkWord().Word, h.app.Words.T("link.sent"))
	h.app.fault(market.Refuse("disk_full"))
	h.worker("李师傅", "18900000301") // something is stored
	check(t, "chip after that", h.app.LinkWord().Word, h.app.Words.T("link.sent"))
}
