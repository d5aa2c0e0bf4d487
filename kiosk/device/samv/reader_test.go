package samv_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/creack/pty"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/samv"
	"yizhan/kiosk/device/samv/module"
	"yizhan/sync/market"
)

var (
	_  device.IDReader = (*samv.Reader)(nil)
	wu                 = module.Card{
		Name: "吴桂兰", Sex: "2", Ethnicity: "01", Birth: "19491231", Address: "北京市朝阳区", Number: "11010519491231002X",
		Issuer: "北京市公安局", From: "20200101", To: "长期",
	}
)

// atPty serves the module on a pseudo terminal and gives the reader's end.
func atPty(t *testing.T, m *module.Module) *samv.Reader {
	t.Helper()
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	go m.Serve(ptmx) // ends with the terminal
	r := &samv.Reader{Open: samv.Serial(tty.Name())}
	t.Cleanup(func() {
		r.Close()
		tty.Close()
		ptmx.Close()
	})
	return r
}

func TestReadsACardAtASerialLine(t *testing.T) {
	m := &module.Module{}
	r := atPty(t, m)
	m.Lay(wu)
	got, err := r.Read(t.Context())
	if want := (market.IDCard{Name: "吴桂兰", Number: "11010519491231002X", Address: "北京市朝阳区"}); err != nil || got != want {
		t.Fatalf("%+v %v", got, err)
	}
	// It still lies there: no second reading until it was lifted.
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if got, err := r.Read(ctx); err == nil {
		t.Errorf("read again without being lifted: %+v", got)
	}
}

func TestKindsOfCards(t *testing.T) {
	for name, c := range map[string]struct {
		card module.Card
		want market.IDCard
	}{
		"Hong Kong": {
			module.Card{Kind: "J", Name: "陈大文", Sex: "1", Birth: "19900101", Address: "广东省深圳市", Number: "810000199001010019"},
			market.IDCard{Name: "陈大文", Number: "810000199001010019", Address: "广东省深圳市"},
		},
		"foreigner": {
			module.Card{Kind: "I", Name: "TEST, NAME", Sex: "1", Number: "CAN110190010112", HanName: "特斯特"},
			market.IDCard{Name: "特斯特", Number: "CAN110190010112"},
		},
		"foreigner, a card since 2023": {
			module.Card{Kind: "Y", Name: "特斯特", Sex: "1", Birth: "19790203", Address: "TEST, NAME", Number: "911124197902030318"},
			market.IDCard{Name: "特斯特", Number: "911124197902030318"},
		},
		"… without a Chinese name": {
			module.Card{Kind: "Y", Sex: "1", Birth: "19790203", Address: "TEST, NAME", Number: "911124197902030318"},
			market.IDCard{Name: "TEST, NAME", Number: "911124197902030318"},
		},
		"rare character": {
			module.Card{Name: "王㛃", Sex: "2", Birth: "19491231", Number: "11010519491231002X"},
			market.IDCard{Name: "王㛃", Number: "11010519491231002X"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := &module.Module{}
			m.Lay(c.card)
			r := line(m)
			defer r.Close()
			if got, err := r.Read(t.Context()); err != nil || got != c.want {
				t.Errorf("%+v %v", got, err)
			}
		})
	}
}

// line is a reader on a line in memory, which is faster than a terminal.
func line(m *module.Module) *samv.Reader {
	return &samv.Reader{Open: func() (samv.Line, error) {
		toModule, requests := io.Pipe()
		l := &memory{out: requests}
		go m.Serve(struct {
			io.Reader
			io.Writer
		}{toModule, writer(l.put)})
		return l, nil
	}}
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

// memory is a line without a device: Read gives 0 bytes at once when none are there.
type memory struct {
	out io.WriteCloser
	mu  sync.Mutex
	in  []byte
}

func (l *memory) put(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.in = append(l.in, b...)
	return len(b), nil
}

func (l *memory) Read(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.in) == 0 {
		l.mu.Unlock()
		time.Sleep(10 * time.Millisecond) // of the bubble's clock
		l.mu.Lock()
	}
	n := copy(b, l.in)
	l.in = l.in[n:]
	return n, nil
}

func (l *memory) Write(b []byte) (int, error) { return l.out.Write(b) }
func (l *memory) Close() error                { return l.out.Close() }
func (l *memory) ResetInputBuffer() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.in = nil
	return nil
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(*module.Module)
		code    string
	}{
		"reading fails":       {func(m *module.Module) { m.Fail([2]byte{0x30, 0x01}, 0x41) }, "card_unread"},
		"another card":        {func(m *module.Module) { m.Fail([2]byte{0x30, 0x01}, 0x40) }, "card_unread"},
		"not authorised":      {func(m *module.Module) { m.Fail([2]byte{0x20, 0x01}, 0x66) }, "reader_out"},
		"choosing fails":      {func(m *module.Module) { m.Fail([2]byte{0x20, 0x02}, 0x81) }, "card_unread"},
		"odd status":          {func(m *module.Module) { m.Fail([2]byte{0x20, 0x01}, 0x21) }, "reader_out"},
		"odd status of cable": {func(m *module.Module) { m.Fail([2]byte{0x20, 0x01}, 0x10) }, "reader_out"},
		"garbage":             {func(m *module.Module) { m.Noise = func([]byte) []byte { return []byte("scan ok\r\n") } }, "reader_out"},
		"silent":              {func(m *module.Module) { m.Noise = func([]byte) []byte { return nil } }, "reader_out"},
		"contradictory birth": {func(m *module.Module) { c := wu; c.Birth = "19491230"; m.Lay(c) }, "card_unread"},
		"contradictory sex":   {func(m *module.Module) { c := wu; c.Sex = "1"; m.Lay(c) }, "card_unread"},
		"wrong check digit":   {func(m *module.Module) { c := wu; c.Number = "110105194912310021"; m.Lay(c) }, "card_unread"},
		"no name":             {func(m *module.Module) { c := wu; c.Name = ""; m.Lay(c) }, "card_unread"},
		"a resident's number": {func(m *module.Module) { c := wu; c.Kind = "Y"; m.Lay(c) }, "card_unread"},
		"a foreigner's birth": {func(m *module.Module) { c := wu; c.Kind, c.Number = "Y", "911124197902030318"; m.Lay(c) }, "card_unread"},
		"a foreigner's number": {func(m *module.Module) {
			m.Lay(module.Card{Name: "特斯特", Sex: "1", Birth: "19790203", Number: "911124197902030318"})
		}, "card_unread"},
		"a number of 14":   {func(m *module.Module) { m.Lay(module.Card{Kind: "I", Name: "TEST", Number: "CAN11019001011"}) }, "card_unread"},
		"no number":        {func(m *module.Module) { m.Lay(module.Card{Kind: "I", Name: "TEST", Number: "CAN-10190010112"}) }, "card_unread"},
		"neither sex":      {func(m *module.Module) { c := wu; c.Sex = "9"; m.Lay(c) }, "card_unread"},
		"no letters there": {func(m *module.Module) { c := wu; c.Address = "北京市\a朝阳区"; m.Lay(c) }, "card_unread"},
		"unknown kind":     {func(m *module.Module) { c := wu; c.Kind = "Q"; m.Lay(c) }, "card_unread"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &module.Module{}
				m.Lay(wu)
				c.prepare(m)
				r := line(m)
				defer r.Close()
				if got, err := r.Read(t.Context()); market.Code(err) != c.code {
					t.Errorf("%+v %v, wanted %s", got, err, c.code)
				}
			})
		})
	}
}

// A module that reads a card only once has to be said to be one.
func TestModuleThatReadsOnce(t *testing.T) {
	for once, code := range map[bool]string{false: "card_unread", true: ""} {
		synctest.Test(t, func(t *testing.T) {
			m := &module.Module{Once: true}
			m.Lay(wu)
			r := line(m)
			r.Once = once
			defer r.Close()
			if got, err := r.Read(t.Context()); market.Code(err) != code {
				t.Errorf("once %v: %+v %v", once, got, err)
			}
		})
	}
}

func TestNoReaderAtThePort(t *testing.T) {
	r := &samv.Reader{Open: samv.Serial("/dev/no-such-port")}
	if _, err := r.Read(t.Context()); market.Code(err) != "reader_out" {
		t.Errorf("%v", err)
	}
}

// After a card that could not be read, it has to be lifted; the next one reads.
func TestLiftedAndLaidAgain(t *testing.T) { synctest.Test(t, liftedAndLaidAgain) }

func liftedAndLaidAgain(t *testing.T) {
	m := &module.Module{}
	r := line(m)
	defer r.Close()
	m.Fail([2]byte{0x30, 0x01}, 0x41)
	m.Lay(wu)
	if _, err := r.Read(t.Context()); market.Code(err) != "card_unread" {
		t.Fatal(err)
	}
	m.Fail([2]byte{0x30, 0x01}, 0)
	ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
	defer cancel()
	if got, err := r.Read(ctx); err == nil {
		t.Fatalf("read without being lifted: %+v", got)
	}
	m.Lift()
	ctx, cancel = context.WithTimeout(t.Context(), 700*time.Millisecond)
	defer cancel()
	if _, err := r.Read(ctx); err == nil {
		t.Fatal("read nothing")
	}
	m.Lay(wu)
	if got, err := r.Read(t.Context()); err != nil || got.Name != wu.Name {
		t.Errorf("%+v %v", got, err)
	}
}

// A line that is lost for a while says nothing of the card: one that was read is given once until it is lifted. One that
// could not be read may be another by now, so it is tried once more, and refused once more.
func TestHiccup(t *testing.T) {
	for name, c := range map[string]struct {
		fail byte
		code string
	}{"read": {}, "unread": {0x41, "card_unread"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &module.Module{}
				away := false
				m.Noise = func(b []byte) []byte {
					if away {
						return nil
					}
					return b
				}
				m.Fail([2]byte{0x30, 0x01}, c.fail)
				m.Lay(wu)
				r := line(m)
				defer r.Close()
				if got, err := r.Read(t.Context()); market.Code(err) != c.code {
					t.Fatalf("%+v %v", got, err)
				}
				away = true
				if got, err := r.Read(t.Context()); market.Code(err) != "reader_out" {
					t.Fatalf("away: %+v %v", got, err)
				}
				away = false
				if c.code != "" {
					if got, err := r.Read(t.Context()); market.Code(err) != c.code {
						t.Fatalf("back: %+v %v", got, err)
					}
				}
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				if got, err := r.Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
					t.Fatalf("it still lies there: %+v %v", got, err)
				}
				m.Lift()
				ctx, cancel = context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if _, err := r.Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
					t.Fatal("read nothing")
				}
				m.Fail([2]byte{0x30, 0x01}, 0)
				m.Lay(wu)
				if got, err := r.Read(t.Context()); err != nil || got.Name != wu.Name {
					t.Errorf("laid again: %+v %v", got, err)
				}
			})
		})
	}
}

// Whoever leaves while a card is being read takes nothing away: it is still to be given, or refused, to the next one.
func TestLeftWhileItReads(t *testing.T) {
	for name, c := range map[string]struct {
		fail byte
		last int // answer, behind which all is known
		code string
	}{"read": {last: 4}, "unread": {0x41, 3, "card_unread"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, leave := context.WithCancel(t.Context())
				m := &module.Module{}
				answers := 0
				m.Noise = func(b []byte) []byte {
					if answers++; answers == c.last {
						leave()
					}
					return b
				}
				m.Fail([2]byte{0x30, 0x01}, c.fail)
				m.Lay(wu)
				r := line(m)
				defer r.Close()
				if got, err := r.Read(ctx); !errors.Is(err, context.Canceled) || got != (market.IDCard{}) {
					t.Fatalf("left: %+v %v", got, err)
				}
				patient, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				if got, err := r.Read(patient); market.Code(err) != c.code || (err == nil) != (got.Name == wu.Name) {
					t.Errorf("the next one: %+v %v", got, err)
				}
			})
		})
	}
}

// A page that opens while the one before it still lets go of the reader waits its turn.
func TestTwoPages(t *testing.T) {
	m := &module.Module{}
	asked := make(chan struct{}, 100)
	m.Noise = func(b []byte) []byte {
		select {
		case asked <- struct{}{}:
		default: // often enough
		}
		return b
	}
	r := atPty(t, m)
	first, leave := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() {
		_, err := r.Read(first)
		left <- err
	}()
	<-asked
	leave()
	m.Lay(wu)
	if got, err := r.Read(t.Context()); err != nil || got.Name != wu.Name {
		t.Errorf("%+v %v", got, err)
	}
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("the page that was left: %v", err)
	}
}

// A module that gives a card only once is not said to have failed at it afterwards, nor is a card refused that lets
// itself be chosen only once.
func TestReadOnceIsNoFault(t *testing.T) {
	for name, after := range map[string]func(*module.Module){
		"read once":   func(m *module.Module) {},
		"chosen once": func(m *module.Module) { m.Fail([2]byte{0x20, 0x02}, 0x81) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &module.Module{Once: true}
				m.Lay(wu)
				r := line(m)
				r.Once = true
				defer r.Close()
				if _, err := r.Read(t.Context()); err != nil {
					t.Fatal(err)
				}
				after(m)
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				if got, err := r.Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("it still lies there: %+v %v", got, err)
				}
			})
		})
	}
}

// faults are what happens to an answer on a bad line.
func faults(r *rand.Rand) func([]byte) []byte {
	return func(b []byte) []byte {
		b = append([]byte{}, b...)
		switch r.IntN(15) {
		case 0: // bits turned over, often so that the check fits again
			at, mask := r.IntN(len(b)), byte(1<<r.IntN(8))
			b[at] ^= mask
			if r.IntN(2) == 0 {
				b[r.IntN(len(b))] ^= mask
			}
		case 1:
			return b[:r.IntN(len(b))]
		case 2: // noise before, which looks like a beginning
			return append([]byte{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x01, byte(r.IntN(256)), 0xAA, 0xAA}, b...)
		case 3: // a byte lost
			at := r.IntN(len(b))
			return append(b[:at], b[at+1:]...)
		case 4: // a byte doubled
			at := r.IntN(len(b))
			return append(b[:at:at], b[at-min(at, 1):]...)
		}
		return b
	}
}

// Whatever the line does, a reading is right or a refusal: never another name.
func TestNeverAWrongName(t *testing.T) {
	right, refused := 0, map[string]int{}
	for n := range 10_000 {
		synctest.Test(t, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(7, uint64(n)))
			m := &module.Module{Noise: faults(rnd)}
			m.Lay(wu)
			if rnd.IntN(5) == 0 { // lifted after a few answers
				noise, left := m.Noise, rnd.IntN(5)
				m.Noise = func(b []byte) []byte {
					if left--; left < 0 {
						go m.Lift()
					}
					return noise(b)
				}
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			r := line(m)
			defer r.Close()
			switch got, err := r.Read(ctx); {
			case err != nil:
				refused[market.Code(err)]++
			case got.Name == wu.Name && got.Number == wu.Number && got.Address == wu.Address:
				right++
			default:
				t.Errorf("read %d gave %+v", n, got)
			}
		})
	}
	t.Logf("right %d, refused %v", right, refused)
	if right < 3_000 {
		t.Errorf("only %d of 10,000 were read", right)
	}
}
