package ledger

import (
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// published keeps what the county said last of a notice or a course; table is a constant of this
// file. A withdrawal is such a word too, without a body.
func (a *applier) published(table string, body any, withdrawn bool) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	var raw any
	if body != nil {
		b, err := record.Marshal(body)
		if err != nil {
			return err
		}
		raw = b
	}
	return a.exec(`INSERT INTO `+table+` (id, body, withdrawn, at, seq) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET body = excluded.body, withdrawn = excluded.withdrawn, at = excluded.at, seq = excluded.seq
		WHERE `+table+`.seq < excluded.seq`, a.id, raw, withdrawn, a.f.At, since(a.o, a.seq))
}

func (a *applier) noticePublished(b record.Notice) error {
	if longer(b.Title, market.MaxTitle) || longer(b.Second, market.MaxTitle) || longer(b.Text, market.MaxNoticeText) ||
		longer(string(b.Topic), maxWord) || longer(b.From, maxWord) || longer(b.Until, maxWord) || !maybeArea(b.Area) {
		return bad("notice with words of no allowed length")
	}
	return a.published("notice", b, false)
}

func (a *applier) trainingPublished(b record.Training) error {
	if longer(b.Title, market.MaxTitle) || longer(b.Place, market.MaxPlace) || longer(string(b.Trade), maxWord) ||
		longer(b.From, maxWord) || longer(b.Until, maxWord) || b.Seats < 1 || b.Seats > market.MaxSeats || b.Fee < 0 || b.Fee > market.MaxPay ||
		longer(string(b.Kind), maxWord) || !maybeArea(b.Area) {
		return bad("course for %d with words of no allowed length", b.Seats)
	}
	return a.published("training", b, false)
}

// maybeArea says whether something can be the area that a thing is for.
func maybeArea(c market.AreaCode) bool {
	_, err := market.ParseAreaCode(string(c))
	return c == "" || err == nil
}

// agreementPublished keeps every wording: papers that were signed under an older one name its version.
func (a *applier) agreementPublished(b record.Agreement) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	long := func(s string) bool { return longer(s, market.MaxClause) }
	if b.Version < 1 || len(b.Clauses) > market.MaxClauses || long(b.Lead) || slices.ContainsFunc(b.Clauses, long) || !maybeArea(b.Area) {
		return bad("agreement of %d clauses, version %d", len(b.Clauses), b.Version)
	}
	raw, err := record.Marshal(b)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO agreement (id, area, body, at, seq) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, string(b.Area), raw, a.f.At, since(a.o, a.seq))
}

func (a *applier) trainingWished(b record.Wish) error {
	if err := a.own(); err != nil {
		return err
	}
	tag, box, err := a.caller(true)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO wish (id, training, station, at, tag, box) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Training.String(), a.o.Station, a.f.At, tag, box)
}

func (a *applier) stationDescribed(b record.StationPage) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	lines := append(append([]string{b.Opens, b.Closes, b.Days, b.Address, b.Inquiry, b.Complaints, b.Legal}, b.Promise...), b.Rules...)
	for _, line := range lines {
		if longer(line, market.MaxPlace) {
			return bad("page of station %d with too long a line", a.f.ID.N)
		}
	}
	if len(b.Promise) > market.MaxPageLines || len(b.Rules) > market.MaxPageLines {
		return bad("page of station %d with too many lines", a.f.ID.N)
	}
	raw, err := record.Marshal(b)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO station_page (no, body, seq) VALUES (?, ?, ?)
		ON CONFLICT (no) DO UPDATE SET body = excluded.body, seq = excluded.seq WHERE station_page.seq < excluded.seq`,
		a.f.ID.N, raw, since(a.o, a.seq))
}
