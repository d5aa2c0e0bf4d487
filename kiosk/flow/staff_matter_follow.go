package flow

import (
	"context"
	"slices"

	"yizhan/sync/market"
)

// followsShown is how many of the things done about wages stand on the page.
const followsShown = 2

// followed adds what was done about wages that are owed, the newest first, and how much came back.
func (m *StaffMatter) followed(id market.ComplaintID) error {
	l, err := m.app.Desk.Store().FollowUps(m.app.Context, id)
	if err != nil {
		return err
	}
	t := m.app.Words.T
	sum := market.Fen(0)
	for i, f := range l {
		sum += f.Amount
		if i >= followsShown {
			continue
		}
		text := t("arrears." + f.How)
		switch {
		case f.Amount > 0:
			text = t("arrears.with_amount", "how", text, "sum", yuan(f.Amount))
		case f.Until != "":
			text = t("arrears.with_day", "how", text, "day", m.app.civilDate(f.Until))
		}
		m.fact("phone-check", "arrears.label", text, m.app.dateOf(f.At))
	}
	if sum > 0 {
		m.fact("hand-coin", "arrears.sum", t("pay.yuan", "n", yuan(sum)), "")
	}
	return nil
}

// followDeed asks what was done, for wages once somebody has taken the complaint up. To close it is the
// last of the answers.
func (m *StaffMatter) followDeed(id market.ComplaintID, kind market.ComplaintKind, state market.ComplaintState) {
	if kind != market.WagesOwed || state != market.ComplaintTaken && state != market.ComplaintHanded {
		return
	}
	var closing Way
	m.Deeds = slices.DeleteFunc(m.Deeds, func(w Way) bool {
		if w.Word == m.app.Words.T("matter.close") {
			closing = w
			return true
		}
		return false
	})
	follow := func(how string, amount market.Fen, until string) {
		by := m.by()
		m.run("arrears.noted", func(ctx context.Context) error { return m.app.Desk.FollowComplaint(ctx, by, id, how, amount, until) })
	}
	ask := func() {
		t := m.app.Words.T
		m.Question, m.Ask = t("arrears.ask"), nil
		for _, how := range market.FollowUps {
			do := func() { follow(how, 0, "") }
			switch how {
			case "paid_part", "paid_all":
				do = func() { m.askSum(func(sum market.Fen) { follow(how, sum, "") }) }
			case "promised":
				do = func() { m.askDay(func(day string) { follow(how, 0, day) }) }
			}
			m.Ask = append(m.Ask, Way{Word: t("arrears." + how), Do: do})
		}
		m.Ask = append(m.Ask, Way{Word: closing.Word, Do: func() {
			m.Dismiss()
			closing.Do()
		}})
		m.app.Changed()
	}
	m.Deeds = append([]Way{{"hand-coin", m.app.Words.T("arrears.deed"), ask}}, m.Deeds...)
}

// askSum asks for yuan.
func (m *StaffMatter) askSum(then func(market.Fen)) {
	m.Dismiss()
	e := NewEntry(m.app, m.app.Words.T("arrears.sum_title"), 10, func(text string) { then(fen(text)) }).Signs()
	m.app.Show(e.Check(func(text string) error {
		if f := fen(text); f < 1 || f > market.MaxPay {
			return &market.Error{Code: "bad_pay", Field: "pay"}
		}
		return nil
	}))
}

// askDay asks for which of the next days it is promised.
func (m *StaffMatter) askDay(then func(day string)) {
	t := m.app.Words.T
	m.Question, m.Ask = t("arrears.day_title"), nil
	for _, days := range []int{1, 3, 7, 15} {
		day := m.app.CivilNow().AddDate(0, 0, days)
		m.Ask = append(m.Ask, Way{Word: m.app.dateWord(day), Do: func() { then(day.Format("2006-01-02")) }})
	}
	m.app.Changed()
}
