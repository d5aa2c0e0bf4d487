package wire_test

import (
	"bytes"
	"testing"

	"yizhan/sync/wire"
)

// A certificate is the county's word, whole.
func TestCert(t *testing.T) {
	if !wire.VerifyCert(77, cert(), public(key(2))) {
		t.Fatal("a good certificate is refused")
	}
	for name, change := range map[string]func(*wire.Cert){
		"station":      func(c *wire.Cert) { c.Station++ },
		"epoch":        func(c *wire.Cert) { c.Epoch++ },
		"generation":   func(c *wire.Cert) { c.Gen++ },
		"key":          func(c *wire.Cert) { c.Sign = public(key(3)) },
		"wrapping key": func(c *wire.Cert) { c.Wrap = []byte{4} },
		"name":         func(c *wire.Cert) { c.Name = "" },
		"area":         func(c *wire.Cert) { c.Area = "410422000000" },
		"moved border": func(c *wire.Cert) { c.Wrap, c.Name = append(bytes.Clone(c.Wrap), c.Name[0]), c.Name[1:] },
		"signature":    func(c *wire.Cert) { c.Sig[0] ^= 1 },
		"none":         func(c *wire.Cert) { c.Sig = nil },
	} {
		c := cert()
		if change(c); wire.VerifyCert(77, c, public(key(2))) {
			t.Errorf("changed %s: still verifies", name)
		}
	}
	if wire.VerifyCert(78, cert(), public(key(2))) || wire.VerifyCert(77, cert(), public(key(1))) || wire.VerifyCert(77, cert(), nil) {
		t.Error("another county or key verifies it")
	}
}
