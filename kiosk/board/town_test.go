package board_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// home is where the stations of these tests stand: 辛集乡 and its neighbour in 鲁山县.
const home = market.AreaCode("410423212000")

// town is a county with stations that each have a board which was filled before anything
// happened, and a clock that all share.
type town struct {
	tb      testing.TB
	now     time.Time
	archive *archive.Archive
	server  *httptest.Server
	desks   []*desk.Desk
	boards  []*board.Board
}

func newTown(tb testing.TB, stations int) *town {
	tb.Helper()
	w := &town{tb: tb, now: time.Date(2026, 11, 22, 6, 0, 0, 0, market.Zone)}
	clock := func() time.Time { return w.now }
	var err error
	if w.archive, err = archive.Open(context.Background(), quickDir(tb), clock); err != nil {
		tb.Fatal(err)
	}
	w.server = httptest.NewServer(county.New(w.archive, slog.New(slog.DiscardHandler)).Handler())
	tb.Cleanup(func() {
		w.server.Close()
		if err := w.archive.Close(); err != nil {
			tb.Error(err)
		}
	})
	if err := w.archive.SetPublic(context.Background(), "https://ls.example.cn"); err != nil {
		tb.Fatal(err)
	}
	for i := range stations {
		w.station(fmt.Sprint("s", i))
	}
	return w
}

func (w *town) station(name string) {
	w.tb.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(quickDir(w.tb), name), func() time.Time { return w.now })
	if err != nil {
		w.tb.Fatal(err)
	}
	w.tb.Cleanup(func() { _ = s.Close() })
	code, err := w.archive.NewCode(ctx, name, home)
	if err != nil {
		w.tb.Fatal(err)
	}
	if _, _, err := desk.Enrol(ctx, s, w.server.URL, code); err != nil {
		w.tb.Fatal(err)
	}
	w.desks = append(w.desks, desk.New(s, assets.Areas(), assets.Trades()))
	w.boards = append(w.boards, w.fill(w.newBoard(s)))
}

func (w *town) newBoard(s *store.Store) *board.Board {
	return board.New(board.Config{Store: s, Areas: assets.Areas(), Trades: assets.Trades(), At: home})
}

func (w *town) fill(b *board.Board) *board.Board {
	w.tb.Helper()
	if err := b.Fill(context.Background()); err != nil {
		w.tb.Fatal(err)
	}
	return b
}

// sync runs a whole round of a station.
func (w *town) sync(i int) {
	w.tb.Helper()
	client, err := w.desks[i].Client(context.Background())
	if err != nil {
		w.tb.Fatal(err)
	}
	if r, err := w.desks[i].Sync(context.Background(), client); err != nil || r.Code != "" {
		w.tb.Fatalf("sync: %q %v", r.Code, err)
	}
}

// employer registers somebody who hires at a station.
func (w *town) employer(i int) market.EmployerID {
	w.tb.Helper()
	id, err := w.desks[i].RegisterEmployer(context.Background(), desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	if err != nil {
		w.tb.Fatal(err)
	}
	return id
}

// open opens a posting at a station; change makes it another than 摘葡萄 of tomorrow nearby.
func (w *town) open(i int, change func(*market.Posting)) market.PostingID {
	w.tb.Helper()
	p := market.Posting{
		Employer: w.employer(i), Trade: "harvest", Title: "摘葡萄", Headcount: 3, Pay: 130_00, Unit: "day",
		Area: "410423212201", Start: "2026-11-23T07:30", End: "2026-11-23T17:30",
	}
	if change != nil {
		change(&p)
	}
	id, err := w.desks[i].OpenPosting(context.Background(), desk.Self, p)
	if err != nil {
		w.tb.Fatal(err)
	}
	return id
}

// worker checks somebody in at a station.
func (w *town) worker(i, n int) market.WorkerID {
	w.tb.Helper()
	a, err := w.desks[i].CheckIn(context.Background(), desk.Self, market.Worker{Name: "李师傅", Phone: fmt.Sprintf("1890000%04d", n)}, "work")
	if err != nil {
		w.tb.Fatal(err)
	}
	return a.Worker
}

// find asks the board of a station.
func (w *town) find(i int, q board.Query) []market.PostingID {
	f := w.boards[i].Find(q, w.now)
	return ids(f)
}

func ids(f board.Found) []market.PostingID {
	var out []market.PostingID
	for _, r := range f.Rows {
		out = append(out, r.ID())
	}
	return out
}

// quickDir is a folder in memory where there is one.
func quickDir(tb testing.TB) string {
	tb.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "board")
	if err != nil {
		return tb.TempDir()
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
