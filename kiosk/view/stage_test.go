package view

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// stage is a station on the sample market, with a real database and without a display.
type stage struct {
	t     testing.TB
	desk  *desk.Desk
	state flow.SyncState
	paper string // what the printer answers; "" is the queue's own word
	ui    chan func()
}

const stageArea = market.AreaCode("410423106000") // a township of the gazetteer

var morning = time.Date(2026, 7, 14, 6, 42, 0, 0, market.Zone)

func newStage(t testing.TB) *stage {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), func() time.Time { return morning })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	enrol(t, s)
	g := &stage{t: t, desk: desk.New(s, assets.Areas(), assets.Trades()), ui: make(chan func(), 64)}
	g.state = flow.SyncState{Online: true, LastGood: morning}
	return g
}

func enrol(t testing.TB, s *store.Store) {
	t.Helper()
	county, own := recipient(t), recipient(t)
	wrap, err := own.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	sign, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Enrol(t.Context(), store.Enrolment{
		Origin: market.Origin{Station: 12, Epoch: 1}, County: 410423, Area: stageArea, URL: "http://127.0.0.1:1",
		Public: "https://ls.example.cn", CountySign: sign, CountyWrap: county.Public(),
		SignSeed: make([]byte, ed25519.SeedSize), WrapKey: wrap,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func recipient(t testing.TB) *seal.Recipient {
	t.Helper()
	r, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fill opens the sample market at this station.
func (g *stage) fill() {
	g.t.Helper()
	lines, err := sample.Employers()
	if err != nil {
		g.t.Fatal(err)
	}
	var employers []market.EmployerID
	for _, r := range g.run(lines) {
		employers = append(employers, r.Employer)
	}
	if lines, err = sample.Postings(morning, employers); err != nil {
		g.t.Fatal(err)
	}
	g.run(lines)
}

// sampleTitles are the titles of the sample market.
var sampleTitles = sync.OnceValue(func() []string {
	lines, err := sample.Postings(morning, make([]market.EmployerID, 100))
	if err != nil {
		panic(err)
	}
	var titles []string
	for _, l := range lines {
		var p struct {
			Title string `json:"title"`
		}
		if err := json.Unmarshal(l, &p); err != nil {
			panic(err)
		}
		titles = append(titles, p.Title)
	}
	return titles
})

// said is what matters here of the reply to a command.
type said struct {
	OK       bool              `json:"ok"`
	Employer market.EmployerID `json:"employer"`
}

// run carries out commands of the contract, all of which must succeed.
func (g *stage) run(lines []json.RawMessage) []said {
	g.t.Helper()
	var in, out bytes.Buffer
	for _, l := range lines {
		in.Write(append(l, '\n'))
	}
	if err := command.New(g.desk, len(lines)).Run(g.t.Context(), &in, &out); err != nil {
		g.t.Fatal(err)
	}
	var answers []said
	for line := range bytes.Lines(out.Bytes()) {
		var a said
		if err := json.Unmarshal(line, &a); err != nil || !a.OK {
			g.t.Fatalf("%s (%v)", line, err)
		}
		answers = append(answers, a)
	}
	return answers
}

// SyncState implements flow.Backstage.
func (g *stage) SyncState() flow.SyncState { return g.state }

// SyncNow implements flow.Backstage: the county has nothing to say.
func (g *stage) SyncNow(context.Context) (string, error) { return "", nil }

// PrintState implements flow.Backstage.
func (g *stage) PrintState(ctx context.Context, job int64) (string, error) {
	j, err := g.desk.Store().PrintJob(ctx, job)
	if g.paper != "" {
		return g.paper, err
	}
	return string(j.State), err
}

// open makes an app on the stage.
func (g *stage) open() *flow.App {
	return flow.NewApp(flow.Config{
		Desk: g.desk, Words: assets.Chinese, Back: g, Area: stageArea,
		Market: market.MarketName(assets.Areas(), stageArea, ""),
		Now:    func() time.Time { return morning }, OnUI: func(f func()) { g.ui <- f }, Context: g.t.Context(),
	}, flow.NewHome)
}

// settle runs what one piece of slow work hands back to the screen.
func (g *stage) settle() {
	g.t.Helper()
	select {
	case f := <-g.ui:
		f()
	case <-time.After(10 * time.Second):
		g.t.Fatal("slow work did not come back")
	}
}

// on gives the current page, which must be a P.
func on[P flow.Page](g *stage, app *flow.App) P {
	g.t.Helper()
	p, ok := app.Current().(P)
	if !ok {
		g.t.Fatalf("on screen is %q, wanted %T", app.Current().Name(), *new(P))
	}
	return p
}
