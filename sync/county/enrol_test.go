package county_test

import (
	"crypto/ed25519"
	"net/http"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

func TestEnrol(t *testing.T) {
	c := newTown(t)
	code := c.code(lushan)
	sign, wrap := newKeys(t)
	ask := func(code string, sign ed25519.PrivateKey) (*wire.Enrolled, error) {
		return uplink.Enrol(t.Context(), c.server.URL, code, sign, wrap.Public())
	}
	first, err := ask(code, sign)
	if err != nil {
		t.Fatal(err)
	}
	if first.Station != 1 || first.Epoch != 1 || first.Area != lushan || first.County != c.archive.County() || first.Public != c.server.URL {
		t.Errorf("enrolled as %+v", first)
	}
	before := c.picture()
	again, err := ask(code, sign)
	if err != nil || again.Station != 1 || again.Epoch != 1 || again.Digits != first.Digits {
		t.Errorf("the same key asks again (its answer was lost): %+v, %v; want the same as before", again, err)
	}
	other, _ := newKeys(t)
	for name, code := range map[string]string{"a used code": code, "no code": "", "a code never given": "AAAAAA", "small letters": strings.ToLower(code)} {
		if e, err := ask(code, other); market.Code(err) != "bad_code" {
			t.Errorf("%s: %+v, %v; want bad_code", name, e, err)
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("refused enrolments left\n%s\nbefore was\n%s", after, before)
	}
	if second, err := ask(c.code(yexian), other); err != nil || second.Station != 2 {
		t.Errorf("the next station: %+v, %v", second, err)
	}
}

// Altered requests never enrol anybody, and never use up the code.
func TestEnrolNeedsTheKeysOwnSignature(t *testing.T) {
	c := newTown(t)
	sign, wrap := newKeys(t)
	code := c.code(lushan)
	before := c.picture()
	good := func() *wire.Enrol {
		pub, _ := sign.Public().(ed25519.PublicKey)
		e := &wire.Enrol{Version: 1, Code: code, Sign: pub, Wrap: wrap.Public()}
		wire.SignEnrol(e, sign)
		return e
	}
	for name, c2 := range map[string]struct {
		change func(*wire.Enrol)
		want   string
	}{
		"another code":          {func(e *wire.Enrol) { e.Code = "AAAAAA" }, "bad_signature"},
		"another wrapping key":  {func(e *wire.Enrol) { e.Wrap = make([]byte, 32) }, "bad_signature"},
		"no signature":          {func(e *wire.Enrol) { e.Proof = nil }, "bad_signature"},
		"no key":                {func(e *wire.Enrol) { e.Sign = nil }, "bad_signature"},
		"a key that wraps none": {func(e *wire.Enrol) { e.Wrap = make([]byte, 32); wire.SignEnrol(e, sign) }, "bad_value"},
		"a short wrapping key":  {func(e *wire.Enrol) { e.Wrap = []byte{1}; wire.SignEnrol(e, sign) }, "bad_value"},
		"a newer protocol":      {func(e *wire.Enrol) { e.Version = wire.Version + 1 }, "too_new"},
	} {
		e := good()
		c2.change(e)
		r, err := http.NewRequest(http.MethodPost, c.server.URL+wire.PathEnrol, strings.NewReader(string(packed(t, e))))
		if err != nil {
			t.Fatal(err)
		}
		if status, code := c.send(r); status < 400 || code != c2.want {
			t.Errorf("%s: %d %s, want %s", name, status, code, c2.want)
		}
	}
	for name, body := range map[string]string{"nothing": "", "no message": "hello", "oversize": strings.Repeat("x", wire.MaxBody+1)} {
		r, err := http.NewRequest(http.MethodPost, c.server.URL+wire.PathEnrol, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if status, _ := c.send(r); status < 400 {
			t.Errorf("%s: status %d", name, status)
		}
	}
	if after := c.picture(); after != before {
		t.Errorf("left\n%s", after)
	}
	if _, err := uplink.Enrol(t.Context(), c.server.URL, code, sign, wrap.Public()); err != nil {
		t.Errorf("the code was used up: %v", err)
	}
}

// Six letters could be guessed by trying; the county answers only so many tries a minute.
func TestWrongCodesAreCounted(t *testing.T) {
	c := newTown(t)
	sign, wrap := newKeys(t)
	last := ""
	for range 25 {
		_, err := uplink.Enrol(t.Context(), c.server.URL, "AAAAAA", sign, wrap.Public())
		last = market.Code(err)
	}
	if last != "too_many" {
		t.Errorf("the 25th wrong code is answered with %s, want too_many", last)
	}
}

func TestStationsLearnEachOthersKeys(t *testing.T) {
	c := newTown(t)
	a := c.enrol(lushan)
	b := c.enrol(yexian)
	a.sync()
	n := 0
	for _, it := range a.pulled {
		if it.Station == 0 {
			n++
		}
	}
	if n != 2 {
		t.Errorf("station %s heard of %d stations, want itself and %s", a.Origin, n, b.Origin)
	}
}
