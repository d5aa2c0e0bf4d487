package desk

import (
	"context"
	"fmt"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/uplink"
)

// Enrol makes the station of this folder known to the county at url, with a one-time code from
// the county desk. It gives the new origin and the six digits that both screens show.
func Enrol(ctx context.Context, s *store.Store, url, code string) (market.Origin, string, error) {
	key, wrap, err := s.EnrolKeys(ctx, code)
	if err != nil {
		return market.Origin{}, "", err
	}
	wrapKey, err := wrap.Bytes()
	if err != nil {
		return market.Origin{}, "", fmt.Errorf("make the station's wrapping key: %w", err)
	}
	e, err := uplink.Enrol(ctx, url, code, key, wrap.Public())
	if err != nil {
		return market.Origin{}, "", err
	}
	o := market.Origin{Station: e.Station, Epoch: e.Epoch}
	return o, e.Digits, s.Enrol(ctx, store.Enrolment{
		Origin: o, County: e.County, Name: e.Name, Area: e.Area, URL: url, Public: e.Public,
		CountySign: e.CountySign, CountyWrap: e.CountyWrap, SignSeed: key.Seed(), WrapKey: wrapKey, Cert: e.Cert,
	})
}
