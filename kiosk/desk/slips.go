package desk

import (
	"context"
	"crypto/ed25519"
	"net/url"
	"strings"

	"yizhan/sync/market"
)

// CheckSlip reads the text of a scanned QR and verifies it against the station keys held
// here, offline. It refuses with bad_slip (not a slip, or changed), slip_other_county (another
// county's host) or slip_unknown_signer (cannot be checked here: neither valid nor forged).
func (d *Desk) CheckSlip(ctx context.Context, code string) (*market.Slip, error) {
	host, number, err := market.ParseSlipURL(code)
	if err != nil {
		return nil, err
	}
	slip, err := market.ParseSlip(number)
	if err != nil {
		return nil, err
	}
	id, err := d.store.Identity(ctx)
	if err != nil {
		return nil, err
	}
	if own, err := url.Parse(id.Public); err != nil || !strings.EqualFold(own.Host, host) {
		return nil, market.Refuse("slip_other_county")
	}
	key, err := d.store.StationKey(ctx, slip.Signer)
	if err != nil {
		return nil, err
	}
	switch {
	case slip.Signer == id.Origin:
		key = id.Sign[ed25519.PrivateKeySize-ed25519.PublicKeySize:]
	case key == nil:
		return nil, market.Refuse("slip_unknown_signer")
	}
	if !slip.Verify(key) {
		return nil, market.Refuse("bad_slip")
	}
	return slip, nil
}
