package office

import (
	"strconv"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const accountsPath = Root + "/accounts"

// accountsView is the list of accounts, and the form for a new one.
type accountsView struct {
	Accounts []archive.Officer
	Me       archive.Officer
	Given    string // a password that was just given out, shown once
	Of       string // to this account
	Areas    []market.Area
	Stations []archive.StationRow
	Deeds    []archive.Deed
}

func accountsPage(v *Visit) error { return showAccounts(v, accountsView{}) }

func showAccounts(v *Visit, view accountsView) error {
	var err error
	if view.Accounts, err = v.Archive().Officers(v.Context(), v.Officer); err != nil {
		return err
	}
	if view.Stations, err = v.Archive().Stations(v.Context(), v.Reach); err != nil {
		return err
	}
	if view.Deeds, err = v.Archive().Deeds(v.Context(), v.Officer, shownDeeds); err != nil {
		return err
	}
	view.Me, view.Areas = v.Officer, v.office.below(v.Area)
	return v.Show("accounts", view)
}

// shownDeeds is how many of the newest deeds the page lists.
const shownDeeds = 40

func newAccount(v *Visit) error {
	o := archive.Officer{Account: v.Form("account"), Title: v.Form("name")}
	o.Area = market.AreaCode(v.Form("area"))
	if no := v.Form("station"); no != "" {
		n, err := strconv.ParseUint(no, 10, 16)
		if err != nil {
			return &market.Error{Code: "bad_value", Field: "station"}
		}
		o.Station = uint16(n)
	}
	password, err := v.Archive().AddOfficer(v.Context(), v.Account, o)
	if err != nil {
		return err
	}
	return showAccounts(v, accountsView{Given: password, Of: o.Account})
}

func resetAccount(v *Visit) error {
	password, err := v.Archive().ResetOfficer(v.Context(), v.Account, v.ID())
	if err != nil {
		return err
	}
	return showAccounts(v, accountsView{Given: password, Of: v.ID()})
}

func closeAccount(v *Visit) error {
	if err := v.Archive().CloseOfficer(v.Context(), v.Account, v.ID()); err != nil {
		return err
	}
	return v.Go(accountsPath, "closed")
}

// below lists an area and those for which somebody there opens accounts and stations: counties and
// townships, and the villages of one township.
func (o *Office) below(code market.AreaCode) []market.Area {
	a, ok := o.areas.Get(code)
	if !ok {
		return nil
	}
	out := []market.Area{a}
	switch a.Level {
	case market.LevelCity:
		for _, c := range o.areas.Counties() {
			out = append(out, o.below(c.Code)...)
		}
	case market.LevelCounty:
		out = append(out, o.areas.Townships(code)...)
	case market.LevelTownship:
		out = append(out, o.areas.Villages(code)...)
	}
	return out
}
