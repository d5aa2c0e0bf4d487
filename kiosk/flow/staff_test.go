package flow

import (
	"context"
	"crypto/ed25519"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// staffRoom is a station with a real database, one staff account and no display. Slow work
// comes back through ui, as it would on the screen's goroutine.
type staffRoom struct {
	t    *testing.T
	app  *App
	desk *desk.Desk
	back *quietBack
	ui   chan func()
	now  time.Time
}

// quietBack is a kiosk without a county.
type quietBack struct {
	store   *store.Store
	state   SyncState
	code    string
	syncs   int
	devices []DeviceFault
}

func (b *quietBack) SyncState() SyncState { return b.state }

func (b *quietBack) SyncNow(context.Context) (string, error) {
	b.syncs++
	return b.code, nil
}

func (b *quietBack) PrintState(ctx context.Context, job int64) (string, error) {
	j, err := b.store.PrintJob(ctx, job)
	return string(j.State), err
}

func (b *quietBack) Devices() []DeviceFault { return b.devices }

const (
	staffPIN  = "204817"
	staffArea = market.AreaCode("410423212000") // a township of the gazetteer
)

// doorless is a home page with nothing on it.
type doorless struct{}

func (doorless) Name() string { return "home" }
func (doorless) Kind() Kind   { return Attract }
func (doorless) Forget()      {}

func newStaffRoom(t *testing.T) *staffRoom {
	t.Helper()
	r := &staffRoom{t: t, ui: make(chan func(), 16), now: time.Date(2026, 7, 14, 6, 42, 0, 0, market.Zone)}
	s := openStation(t, t.TempDir(), func() time.Time { return r.now })
	r.desk = desk.New(s, assets.Areas(), assets.Trades())
	r.back = &quietBack{store: s}
	r.app = NewApp(Config{
		Desk: r.desk, Words: assets.Chinese, Back: r.back, Market: market.MarketName(assets.Areas(), staffArea, ""), Area: staffArea,
		Now: func() time.Time { return r.now }, OnUI: func(f func()) { r.ui <- f }, Context: t.Context(),
	}, func(*App) Page { return doorless{} })
	return r
}

func enrolStaffRoom(t *testing.T, s *store.Store) {
	t.Helper()
	county, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	own, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := own.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	sign, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Enrol(t.Context(), store.Enrolment{
		Origin: market.Origin{Station: 12, Epoch: 1}, County: 410423, Area: staffArea, URL: "http://127.0.0.1:1", Public: "https://ls.example.cn",
		CountySign: sign, CountyWrap: county.Public(), SignSeed: make([]byte, ed25519.SeedSize), WrapKey: wrap,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// employ brings the staff account as a pull from the county would.
func (r *staffRoom) employ() { employ(r.t, r.desk) }

func employ(t *testing.T, d *desk.Desk) {
	t.Helper()
	body, err := record.Marshal(record.Staff{Account: clerk, Title: "值班站长", Role: "supervisor", PIN: seal.HashPIN(staffPIN), Station: 12})
	if err != nil {
		t.Fatal(err)
	}
	fact := record.Fact{Kind: record.StaffSet, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: 1}, At: 1, By: "county", Body: body}
	raw, err := fact.Encode()
	if err != nil {
		t.Fatal(err)
	}
	item := wire.Item{Rev: 1, Epoch: 1, Seq: 1, Fact: raw}
	if _, err := d.Store().Take(t.Context(), &wire.Pulled{Gen: 1, Items: []wire.Item{item}, Upto: 1}); err != nil {
		t.Fatal(err)
	}
}

// facts are what this station wrote.
func (r *staffRoom) facts() []*record.Fact {
	r.t.Helper()
	b, err := r.desk.Store().Batch(r.t.Context(), market.Origin{Station: 12, Epoch: 1}, 0, 100)
	if err != nil {
		r.t.Fatal(err)
	}
	facts := make([]*record.Fact, len(b.Facts))
	for i, raw := range b.Facts {
		if facts[i], err = record.Decode(raw); err != nil {
			r.t.Fatal(err)
		}
	}
	return facts
}

// settle runs what one piece of slow work hands back to the screen.
func (r *staffRoom) settle() {
	r.t.Helper()
	select {
	case f := <-r.ui:
		f()
	case <-time.After(10 * time.Second):
		r.t.Fatal("slow work did not come back")
	}
}

// at gives the current page, which must be a P.
func at[P Page](r *staffRoom) P {
	r.t.Helper()
	p, ok := r.app.Current().(P)
	if !ok {
		r.t.Fatalf("on screen is %q, wanted %T", r.app.Current().Name(), *new(P))
	}
	return p
}

// signedIn is the menu after the right PIN.
func signedIn(t *testing.T) (*staffRoom, *StaffMenu) {
	t.Helper()
	r := newStaffRoom(t)
	r.employ()
	pin := NewPin(r.app)
	r.app.Show(pin)
	press(pin.Digit, staffPIN)
	r.settle()
	return r, at[*StaffMenu](r)
}

func press(key func(rune), digits string) {
	for _, d := range digits {
		key(d)
	}
}

func TestPin(t *testing.T) {
	r := newStaffRoom(t)
	pin := NewPin(r.app)
	r.app.Show(pin)
	if !pin.Nobody {
		t.Error("a station without accounts does not say so")
	}
	r.back.code = "offline"
	pin.SyncNow()
	r.settle()
	if want := r.app.Words.T("error.offline"); pin.Fault != want {
		t.Errorf("sync without county says %q, want %q", pin.Fault, want)
	}
	r.employ()
	if !pin.Reload() || pin.Nobody {
		t.Error("the account that came is not noticed")
	}

	press(pin.Digit, "11111")
	if pin.Checking {
		t.Error("five digits are being checked")
	}
	pin.Delete()
	press(pin.Digit, "22")
	if len(pin.Digits) != PinLength || !pin.Checking {
		t.Errorf("six digits give %d digits, checking %v", len(pin.Digits), pin.Checking)
	}
	pin.Digit('9') // while the PIN is looked up
	r.settle()
	if pin.Fault != r.app.Words.T("error.bad_pin") || pin.Digits != "" {
		t.Errorf("wrong PIN says %q and leaves %d digits", pin.Fault, len(pin.Digits))
	}
	for range 4 {
		press(pin.Digit, "111111")
		r.settle()
	}
	press(pin.Digit, staffPIN)
	r.settle()
	if pin.Fault != r.app.Words.T("error.pin_locked") {
		t.Errorf("after five wrong PINs the desk says %q", pin.Fault)
	}
	r.now = r.now.Add(time.Hour)
	press(pin.Digit, staffPIN)
	r.settle()
	menu := at[*StaffMenu](r)
	if menu.Account.Title != "值班站长" || menu.Kind() != Staff {
		t.Errorf("signed in as %q, kind %d", menu.Account.Title, menu.Kind())
	}
	menu.Leave()
	if r.app.Current().Name() != "home" {
		t.Errorf("返回 from the menu leads to %q: the PIN page is still below", r.app.Current().Name())
	}
}

func TestPinWipedWhileChecking(t *testing.T) {
	r := newStaffRoom(t)
	r.employ()
	pin := NewPin(r.app)
	r.app.Show(pin)
	press(pin.Digit, staffPIN)
	r.app.End()
	r.settle()
	if r.app.Current().Name() != "home" {
		t.Errorf("a PIN checked after the wipe opened %q", r.app.Current().Name())
	}
}

func TestLockForgets(t *testing.T) {
	r, menu := signedIn(t)
	menu.Walkin()
	at[*WalkinPage](r).StepByStep()
	page := at[*WalkinPage](r)
	press(page.PhoneDigit, "13800138000")
	page.Next()
	r.settle()
	at[*WalkinPage](r).PickKind("individual")
	at[*Surname](r).Pick("李")
	form := page.Walkin
	form.PickTrade("loader")
	menu.Lock()
	if r.app.Current().Name() != "home" {
		t.Errorf("锁屏 leads to %q", r.app.Current().Name())
	}
	if form.Phone != "" || form.Employer != (market.Employer{}) || form.Posting.Trade != "" || menu.Account.Account != "" {
		t.Errorf("after 锁屏 the form still holds %q %+v %+v, account %q", form.Phone, form.Employer, form.Posting, menu.Account.Account)
	}
}
