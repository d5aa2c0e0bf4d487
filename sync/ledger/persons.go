package ledger

import (
	"slices"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// What is said of a person is named after the registration. Wishes and cards are revised: the
// greatest (base+1, station, epoch, seq) stands, so clocks have no part in it (I6).

func (a *applier) consent(b record.Consent) error {
	if b.Notice < 1 {
		return bad("%s agreed to version %d of the notice", a.id, b.Notice)
	}
	if err := a.need("worker", a.id); err != nil {
		return err
	}
	return a.exec(`INSERT INTO consent (worker, notice) VALUES (?, ?)
		ON CONFLICT (worker) DO UPDATE SET notice = MAX(notice, excluded.notice)`, a.id, b.Notice)
}

func (a *applier) wishes(b record.Wishes) error {
	if len(b.Trades) > market.MaxTrades || len(a.f.Boxes) != 1 || emptyBox(a.f.Boxes) || a.f.Boxes[0].Published {
		return bad("wishes of %s without a box or with too many trades", a.id)
	}
	if a.f.Base > maxBase {
		return bad("revision %d of the wishes of %s", a.f.Base, a.id)
	}
	if b.Reach != "" && !slices.Contains(market.Reaches, b.Reach) || b.Free != "" && !slices.Contains(market.Frees, b.Free) {
		return bad("wishes of %s that no list has", a.id)
	}
	if b.Pay < 0 || b.Pay > market.MaxPay {
		return bad("wishes of %s for %d fen", a.id, b.Pay)
	}
	if err := a.ownTag(); err != nil {
		return err
	}
	trades := make([]string, len(b.Trades))
	for i, t := range b.Trades {
		trades[i] = string(t)
	}
	return a.exec(`INSERT INTO wishes (worker, trades, reach, free, pay, box, revision, rev_station, rev_epoch, rev_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (worker) DO UPDATE SET trades = excluded.trades, reach = excluded.reach, free = excluded.free, pay = excluded.pay, box = excluded.box,
		revision = excluded.revision, rev_station = excluded.rev_station, rev_epoch = excluded.rev_epoch, rev_seq = excluded.rev_seq
		WHERE `+laterRevision("wishes"),
		a.id, strings.Join(trades, " "), string(b.Reach), string(b.Free), int64(b.Pay), a.f.Boxes[0].Data, a.f.Base+1, a.o.Station, a.o.Epoch, a.seq)
}

// card makes the cards before it void. Every station hears of it, also those that do not know the
// worker yet, so it needs no registration.
func (a *applier) card(b record.Card) error {
	if b.Digest != nil && len(b.Digest) != len(market.CardDigest{}) {
		return bad("card of %s with a digest of %d bytes", a.id, len(b.Digest))
	}
	if a.f.Base > maxBase {
		return bad("revision %d of the card of %s", a.f.Base, a.id)
	}
	var digest any
	if b.Digest != nil {
		digest = b.Digest
	}
	return a.exec(`INSERT INTO card (worker, digest, revision, rev_station, rev_epoch, rev_seq) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (worker) DO UPDATE SET digest = excluded.digest,
		revision = excluded.revision, rev_station = excluded.rev_station, rev_epoch = excluded.rev_epoch, rev_seq = excluded.rev_seq
		WHERE `+laterRevision("card"),
		a.id, digest, a.f.Base+1, a.o.Station, a.o.Epoch, a.seq)
}

// laterRevision is the condition under which a row that comes stands over the one of table.
func laterRevision(table string) string {
	return `(` + table + `.revision, ` + table + `.rev_station, ` + table + `.rev_epoch, ` + table + `.rev_seq)
		< (excluded.revision, excluded.rev_station, excluded.rev_epoch, excluded.rev_seq)`
}
