package uplink

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"

	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// Enrol asks the county at url to make the holder of key a station. wrap is the station's
// public wrapping key. The reply is checked against the key that it names; the six digits on
// both screens are what binds that key to the right county.
func Enrol(ctx context.Context, url, code string, key ed25519.PrivateKey, wrap []byte) (*wire.Enrolled, error) {
	pub, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("enrol: key is not Ed25519")
	}
	msg := wire.Enrol{Version: wire.Version, Code: code, Sign: pub, Wrap: wrap}
	wire.SignEnrol(&msg, key)
	body, err := wire.Pack(&msg)
	if err != nil {
		return nil, err
	}
	c := New(Config{URL: url})
	status, reply, head, err := send(ctx, c.http, http.MethodPost, wire.PathEnrol, bytes.NewReader(body), http.Header{})
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		var f wire.Fault
		if err := wire.Unpack(reply, &f); err != nil || f.Code == "" {
			return nil, Offline
		}
		return nil, market.Refuse(f.Code)
	}
	var e wire.Enrolled
	if err := wire.Unpack(reply, &e); err != nil {
		return nil, err
	}
	if !wire.VerifyReply(head, msg.Proof, status, reply, e.CountySign) || e.Digits != wire.Digits(e.CountySign, pub, code) {
		return nil, market.Refuse("bad_signature")
	}
	return &e, nil
}
