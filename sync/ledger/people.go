package ledger

import (
	"crypto/ed25519"
	"slices"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

func (a *applier) employer(b record.Employer) error {
	if err := a.own(); err != nil {
		return err
	}
	if len(a.f.Boxes) == 0 || !a.f.Boxes[0].Published || emptyBox(a.f.Boxes) || longer(b.Name, market.MaxName) {
		return bad("employer without a published contact or with too long a name")
	}
	var privateTag, private any
	if len(a.f.Boxes) > 1 {
		privateTag, private = a.f.Boxes[1].Tag[:], a.f.Boxes[1].Data
	}
	c := a.f.Boxes[0]
	return a.exec(`INSERT INTO employer (id, name, kind, uscc, licence, contact_tag, contact, private_tag, private)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Name, string(b.Kind), b.USCC, b.Licence, c.Tag[:], c.Data, privateTag, private)
}

func (a *applier) worker(b record.Worker) error {
	if err := a.own(); err != nil {
		return err
	}
	if len(a.f.Boxes) != 1 || emptyBox(a.f.Boxes) || len(b.Trades) > market.MaxTrades {
		return bad("worker without a box or with too many trades")
	}
	trades := make([]string, len(b.Trades))
	for i, t := range b.Trades {
		trades[i] = string(t)
	}
	return a.exec(`INSERT INTO worker (id, trades, tag, box) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, strings.Join(trades, " "), a.f.Boxes[0].Tag[:], a.f.Boxes[0].Data)
}

func (a *applier) checkIn(b record.CheckIn) error {
	if err := a.own(); err != nil {
		return err
	}
	return a.feed.checkIns.Add(a.ctx,
		a.id, b.Worker.String(), string(b.Purpose), b.Day, b.Number, a.o.Station, a.f.At)
}

func (a *applier) station(b record.StationInfo) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	if len(b.Sign) != ed25519.PublicKeySize {
		return bad("station %d with a key of %d bytes", a.f.ID.N, len(b.Sign))
	}
	return a.exec(`INSERT INTO station (no, epoch, name, area, sign, seq) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (no, epoch) DO UPDATE SET name = excluded.name, area = excluded.area, sign = excluded.sign, seq = excluded.seq
		WHERE station.seq < excluded.seq`,
		a.f.ID.N, b.Epoch, b.Name, string(b.Area), b.Sign, since(a.o, a.seq))
}

func (a *applier) staff(b record.Staff) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	return a.exec(`INSERT INTO staff (account, title, role, pin, station, seq) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (account) DO UPDATE SET title = excluded.title, role = excluded.role, pin = excluded.pin, station = excluded.station,
		seq = excluded.seq WHERE staff.seq < excluded.seq`,
		b.Account, b.Title, b.Role, b.PIN, b.Station, since(a.o, a.seq))
}

// emptyBox says whether a box holds nothing, which no sealed value is.
func emptyBox(boxes []record.Box) bool {
	return slices.ContainsFunc(boxes, func(b record.Box) bool { return len(b.Data) == 0 })
}

// longer says whether s has more than n characters.
func longer(s string, n int) bool { return len([]rune(s)) > n }
