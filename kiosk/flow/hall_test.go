package flow

import (
	"context"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// hall is a station with a real database and the pages for everybody, without a display. Its
// county is a function. Slow work comes back through ui.
type hall struct {
	t     *testing.T
	dir   string // of the station
	app   *App
	desk  *desk.Desk
	state SyncState
	round func() (code string, err error)
	paper PaperState // what the printer says; "" is the queue's own word
	ui    chan func()
	now   time.Time
	shown []Page // every page that was ever on screen

	devices []DeviceFault
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{t: t, dir: t.TempDir(), ui: make(chan func(), 16), now: time.Date(2026, 7, 14, 6, 42, 0, 0, market.Zone)}
	s := openStation(t, h.dir, func() time.Time { return h.now })
	h.desk = desk.New(s, assets.Areas(), assets.Trades())
	h.state = SyncState{Online: true, LastGood: h.now}
	h.app = NewApp(Config{
		Desk: h.desk, Words: assets.Chinese, Back: h, Market: market.MarketName(assets.Areas(), staffArea, ""), Area: staffArea,
		Now: func() time.Time { return h.now }, OnUI: func(f func()) { h.ui <- f }, Context: t.Context(),
	}, NewHome)
	h.app.OnRedraw(func(p Page) { h.shown = append(h.shown, p) })
	return h
}

// SyncState implements Backstage.
func (h *hall) SyncState() SyncState { return h.state }

// SyncNow implements Backstage.
func (h *hall) SyncNow(context.Context) (string, error) {
	if h.round == nil {
		return "", nil
	}
	return h.round()
}

// PrintState implements Backstage.
func (h *hall) PrintState(ctx context.Context, job int64) (string, error) {
	j, err := h.desk.Store().PrintJob(ctx, job)
	if h.paper != "" {
		return string(h.paper), err
	}
	return string(j.State), err
}

// Devices implements Backstage.
func (h *hall) Devices() []DeviceFault { return h.devices }

// employer registers an employer.
func (h *hall) employer() market.EmployerID {
	h.t.Helper()
	id, err := h.desk.RegisterEmployer(h.t.Context(), desk.Self, market.Employer{
		Name: "史庄葡萄合作社", Kind: "coop", Contact: "史师傅", Phone: "18900000201",
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

// posting opens a posting of tomorrow in this township; change makes it another.
func (h *hall) posting(change func(*market.Posting)) market.PostingID {
	h.t.Helper()
	p := market.Posting{
		Employer: h.employer(), Trade: "harvest", Title: "摘葡萄", Headcount: 3, Pay: 130_00, Unit: "day", Settlement: "same_day",
		Area: "410423212201", Place: "村口葡萄园", Start: "2026-07-15T05:30", End: "2026-07-15T11:30",
	}
	if change != nil {
		change(&p)
	}
	id, err := h.desk.OpenPosting(h.t.Context(), desk.Self, p)
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

// worker checks somebody in at the desk.
func (h *hall) worker(name, phone string) market.WorkerID {
	h.t.Helper()
	a, err := h.desk.CheckIn(h.t.Context(), desk.Self, market.Worker{Name: name, Phone: phone, BirthYear: 1968}, "")
	if err != nil {
		h.t.Fatal(err)
	}
	return a.Worker
}

// settle runs what one piece of slow work hands back to the screen.
func (h *hall) settle() {
	h.t.Helper()
	select {
	case f := <-h.ui:
		f()
	case <-time.After(10 * time.Second):
		h.t.Fatal("slow work did not come back")
	}
}

// on gives the current page, which must be a P.
func on[P Page](h *hall) P {
	h.t.Helper()
	p, ok := h.app.Current().(P)
	if !ok {
		h.t.Fatalf("on screen is %q, wanted %T", h.app.Current().Name(), *new(P))
	}
	return p
}

// message gives the message on screen, which must have this name.
func (h *hall) message(name string) *Message {
	h.t.Helper()
	m := on[*Message](h)
	if m.Name() != name {
		h.t.Fatalf("the message is %q (%s), wanted %q", m.Name(), m.Title, name)
	}
	return m
}

// way presses the button of a message.
func (h *hall) way(m *Message, key string) {
	h.t.Helper()
	for _, w := range m.Ways {
		if w.Word == h.app.Words.T(key) {
			w.Do()
			return
		}
	}
	h.t.Fatalf("message %s has no way %s", m.Name(), h.app.Words.T(key))
}

// detail opens a posting from home.
func (h *hall) detail(id market.PostingID) *Detail {
	h.t.Helper()
	on[*Home](h).Open(id)
	h.settle() // the slip for the screen
	return on[*Detail](h)
}

// dial presses a number and goes on.
func (h *hall) dial(number string) {
	h.t.Helper()
	p := on[*Who](h)
	press(p.Digit, number)
	p.Next()
	h.settle()
}

// tell answers what somebody looks for, from the trades on.
func (h *hall) tell() {
	h.t.Helper()
	on[*Skills](h).Done()
	h.tellRest()
}

// tellRest answers from how far on.
func (h *hall) tellRest() {
	h.t.Helper()
	for _, name := range []string{"reach", "free", "help"} {
		p := on[*Pick](h)
		check(h.t, "question", p.Name(), name)
		p.Answers[len(p.Answers)-1].Do()
	}
}

// introduce answers notice, name and year of birth for somebody new.
func (h *hall) introduce(surname, year string) {
	h.t.Helper()
	on[*Notice](h).Agree()
	on[*Surname](h).Pick(surname)
	b := on[*Birth](h)
	press(b.Digit, year)
	b.Next()
}

// check asks for what was read.
func check[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// away makes the station hand all but its reserve of places to the county.
func (h *hall) away() {
	h.t.Helper()
	if _, _, err := h.desk.Store().Prepare(h.t.Context(), true); err != nil {
		h.t.Fatal(err)
	}
}

// grant brings a place back by pull, as the county grants it.
func (h *hall) grant(id market.PostingID, place int) {
	h.t.Helper()
	body, err := record.Marshal(record.Moved{Moves: []record.Move{{Place: place, Hop: 2}}, Station: 12, Epoch: 1})
	if err != nil {
		h.t.Fatal(err)
	}
	ref, err := market.ParseRef(string(id))
	if err != nil {
		h.t.Fatal(err)
	}
	f := record.Fact{Kind: record.PlaceGranted, Flags: record.MustUnderstand, ID: ref, At: 1, By: "county", Body: body}
	raw, err := f.Encode()
	if err != nil {
		h.t.Fatal(err)
	}
	pulled := &wire.Pulled{Gen: 1, Items: []wire.Item{{Rev: 1, Epoch: 1, Seq: 1, Fact: raw}}, Upto: 1}
	if _, err := h.desk.Store().Take(h.t.Context(), pulled); err != nil {
		h.t.Fatal(err)
	}
}
