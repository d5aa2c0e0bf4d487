package scene

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
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

// Stage is a temporary station: a real database, a county that answers nothing, and a clock
// that stands at Morning.
type Stage struct {
	Desk  *desk.Desk
	State flow.SyncState // what the pages are told of the link
	Paper string         // what the printer answers; "" is the queue's own word
	// Seen is what the camera sees that reads codes; nil for a station without one.
	Seen *image.Gray
	// Faults are the devices that want somebody.
	Faults []flow.DeviceFault

	ctx  context.Context
	now  time.Time // Morning, but while somebody comes who came earlier
	dir  string
	area market.AreaCode
	ui   chan func()
}

// Area is the township of the gazetteer where most stages stand.
const Area = market.AreaCode("410423106000")

// Morning is what every clock of a stage says.
var Morning = time.Date(2026, 7, 14, 6, 42, 0, 0, market.Zone)

// patience bounds a wait for slow work; it measures nothing.
const patience = 10 * time.Second

// NewStage opens a station at area in a temporary folder, which Close takes away. Its market is empty.
func NewStage(ctx context.Context, area market.AreaCode) (*Stage, error) {
	g, err := openStage(ctx, area, nil)
	if err != nil {
		return nil, err
	}
	if err := enrol(ctx, g.Desk.Store(), area); err != nil {
		return nil, errors.Join(fmt.Errorf("enrol stage: %w", err), g.Close())
	}
	return g, nil
}

// openStage opens a station in a temporary folder, with files of another by their names, or none.
func openStage(ctx context.Context, area market.AreaCode, files map[string][]byte) (*Stage, error) {
	dir, err := os.MkdirTemp("", "stage")
	for name, data := range files {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	if err != nil {
		return nil, fmt.Errorf("open stage: %w", err)
	}
	g := &Stage{
		State: flow.SyncState{Online: true, LastGood: Morning},
		ctx:   ctx, now: Morning, dir: dir, area: area, ui: make(chan func(), 64),
	}
	s, err := store.Open(ctx, dir, func() time.Time { return g.now })
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open stage: %w", err), os.RemoveAll(dir))
	}
	g.Desk = desk.New(s, assets.Areas(), assets.Trades())
	return g, nil
}

// folder ends the station and gives the files of its folder by their names.
func (g *Stage) folder() (map[string][]byte, error) {
	if err := g.Desk.Store().Close(); err != nil {
		return nil, errors.Join(fmt.Errorf("close stage: %w", err), os.RemoveAll(g.dir))
	}
	list, err := os.ReadDir(g.dir)
	files := map[string][]byte{}
	for _, f := range list {
		if err == nil && f.Type().IsRegular() {
			files[f.Name()], err = os.ReadFile(filepath.Join(g.dir, f.Name()))
		}
	}
	return files, errors.Join(err, os.RemoveAll(g.dir))
}

// Close ends the station and takes its folder away.
func (g *Stage) Close() error { return errors.Join(g.Desk.Store().Close(), os.RemoveAll(g.dir)) }

func enrol(ctx context.Context, s *store.Store, area market.AreaCode) error {
	county, err := seal.NewRecipient()
	if err != nil {
		return err
	}
	own, err := seal.NewRecipient()
	if err != nil {
		return err
	}
	wrap, err := own.Bytes()
	if err != nil {
		return err
	}
	sign, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	return s.Enrol(ctx, store.Enrolment{
		Origin: market.Origin{Station: 12, Epoch: 1}, County: 410423, Area: area, URL: "http://127.0.0.1:1",
		Public: "https://ls.example.cn", CountySign: sign, CountyWrap: county.Public(),
		SignSeed: make([]byte, ed25519.SeedSize), WrapKey: wrap,
	})
}

// Fill opens the sample market at this station.
func (g *Stage) Fill() error {
	lines, err := sample.Employers()
	if err != nil {
		return err
	}
	ids, err := g.run(lines)
	if err != nil {
		return err
	}
	if lines, err = sample.Postings(Morning, ids); err != nil {
		return err
	}
	_, err = g.run(lines)
	return err
}

// run carries out commands of the contract, all of which must succeed, and gives the employers
// that they registered.
func (g *Stage) run(lines []json.RawMessage) ([]market.EmployerID, error) {
	var in, out bytes.Buffer
	for _, l := range lines {
		in.Write(append(l, '\n'))
	}
	if err := command.New(g.Desk, len(lines)).Run(g.ctx, &in, &out); err != nil {
		return nil, err
	}
	var employers []market.EmployerID
	for line := range bytes.Lines(out.Bytes()) {
		var a struct {
			OK       bool              `json:"ok"`
			Employer market.EmployerID `json:"employer"`
		}
		if err := json.Unmarshal(line, &a); err != nil || !a.OK {
			return nil, fmt.Errorf("the stage answers %s", line)
		}
		employers = append(employers, a.Employer)
	}
	return employers, nil
}

// SyncState implements flow.Backstage.
func (g *Stage) SyncState() flow.SyncState { return g.State }

// SyncNow implements flow.Backstage: the county has nothing to say.
func (g *Stage) SyncNow(context.Context) (string, error) { return "", nil }

// PrintState implements flow.Backstage.
func (g *Stage) PrintState(ctx context.Context, job int64) (string, error) {
	j, err := g.Desk.Store().PrintJob(ctx, job)
	if g.Paper != "" {
		return g.Paper, err
	}
	return string(j.State), err
}

// Devices implements flow.Backstage.
func (g *Stage) Devices() []flow.DeviceFault { return g.Faults }

// Open makes an app on the stage, which stands at home.
func (g *Stage) Open() *flow.App {
	return flow.NewApp(flow.Config{
		Desk: g.Desk, Words: assets.Chinese, Back: g, Area: g.area, Market: market.MarketName(assets.Areas(), g.area, ""),
		Now: func() time.Time { return Morning }, OnUI: func(f func()) { g.ui <- f }, Context: g.ctx,
		Exchange: g.shelf(), Preview: func() *image.Gray { return g.Seen },
	}, flow.NewHome)
}

// Settle runs what one piece of slow work hands back to the screen.
func (g *Stage) Settle() error {
	select {
	case f := <-g.ui:
		f()
		return nil
	case <-time.After(patience):
		return errors.New("slow work did not come back")
	}
}

// somebody is what a camera sees of somebody who holds up a card: a head, shoulders, something white.
func somebody() *image.Gray {
	seen := image.NewGray(image.Rect(0, 0, 640, 480))
	for i := range seen.Pix {
		x, y := i%640, i/640
		head, body := (x-320)*(x-320)+(y-170)*(y-170) < 95*95, (x-320)*(x-320)/3+(y-480)*(y-480) < 190*190
		switch {
		case x > 130 && x < 290 && y > 250 && y < 410:
			seen.Pix[i] = 235
		case head:
			seen.Pix[i] = 150
		case body:
			seen.Pix[i] = 70
		default:
			seen.Pix[i] = uint8(110 + y/8)
		}
	}
	return seen
}
