package ledger

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// What staff write down, each station for itself: its later word stands, whatever order the words
// arrive in (I4).

// later is the condition under which a row of each station's last word gives way.
func later(table string) string {
	return "(" + table + ".epoch, " + table + ".seq) < (excluded.epoch, excluded.seq)"
}

func (a *applier) postingReasoned(b record.Reasoned) error {
	if longer(b.Code, maxWord) || b.Code == "" || longer(b.Words, market.MaxReasonWords) {
		return bad("posting %s with a reason for %.20q", a.id, b.Code)
	}
	return a.exec(`INSERT INTO posting_reason (posting, code, station, words, by_whom, at, epoch, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (posting, code, station) DO UPDATE SET words = excluded.words, by_whom = excluded.by_whom, at = excluded.at,
		epoch = excluded.epoch, seq = excluded.seq WHERE `+later("posting_reason"),
		a.id, b.Code, a.o.Station, b.Words, clip(a.f.By), a.f.At, a.o.Epoch, a.seq)
}

func (a *applier) tagSet(b record.Tagged) error {
	if _, ok := market.Tags[b.Tag]; !ok {
		return bad("%s tagged %.20q", a.id, b.Tag)
	}
	return a.exec(`INSERT INTO tag (thing, tag, station, off, epoch, seq) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (thing, tag, station) DO UPDATE SET off = excluded.off, epoch = excluded.epoch, seq = excluded.seq WHERE `+later("tag"),
		a.id, b.Tag, a.o.Station, b.Off, a.o.Epoch, a.seq)
}

// aidNoted keeps the box as it is: nobody but the registration's station and the county opens it.
func (a *applier) aidNoted(b record.AidNote) error {
	if err := a.own(); err != nil {
		return err
	}
	if len(a.f.Boxes) != 1 || emptyBox(a.f.Boxes) || a.f.Boxes[0].Published {
		return bad("note on %s without a box", b.Worker)
	}
	if err := a.tagOf(b.Worker.String()); err != nil {
		return err
	}
	return a.exec(`INSERT INTO aid_note (id, worker, box, by_whom, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Worker.String(), a.f.Boxes[0].Data, clip(a.f.By), a.f.At)
}

// tagOf refuses a box about a registration under another tag: it would outlive the person's key.
func (a *applier) tagOf(worker string) error {
	var tag []byte
	err := a.tx.QueryRowContext(a.ctx, `SELECT tag FROM worker WHERE id = ?`, worker).Scan(&tag)
	if errors.Is(err, sql.ErrNoRows) {
		return missing{worker}
	}
	if err != nil {
		return fmt.Errorf("read worker %s: %w", worker, err)
	}
	if box := a.f.Boxes[0]; !bytes.Equal(tag, box.Tag[:]) {
		return bad("%s of %s sealed for somebody else", a.f.Kind, worker)
	}
	return nil
}

func (a *applier) complaintFollowed(b record.Followed) error {
	if err := a.own(); err != nil {
		return err
	}
	if !slices.Contains(market.FollowUps, b.How) || b.Amount < 0 || b.Amount > market.MaxPay || b.Until != "" && !civilDay(b.Until) {
		return bad("complaint %s followed up as %.20q", b.Complaint, b.How)
	}
	if err := a.need("complaint", b.Complaint.String()); err != nil {
		return err
	}
	return a.exec(`INSERT INTO follow_up (id, complaint, how, amount, until, by_whom, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Complaint.String(), b.How, int64(b.Amount), b.Until, clip(a.f.By), a.f.At)
}

func (a *applier) dutySet(b record.Duty) error {
	if err := a.own(); err != nil {
		return err
	}
	unfit := func(s string) bool { return s == "" || longer(s, maxWord) || strings.Contains(s, " ") }
	if !civilDay(b.Day) || len(b.Accounts) > market.MaxDuty || slices.ContainsFunc(b.Accounts, unfit) {
		return bad("%d accounts on duty on %.20q", len(b.Accounts), b.Day)
	}
	return a.exec(`INSERT INTO duty (station, day, accounts, epoch, seq) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (station, day) DO UPDATE SET accounts = excluded.accounts, epoch = excluded.epoch, seq = excluded.seq WHERE `+later("duty"),
		a.o.Station, b.Day, strings.Join(b.Accounts, " "), a.o.Epoch, a.seq)
}

func (a *applier) fieldNoted(b record.Field) error {
	if err := a.own(); err != nil {
		return err
	}
	within := func(n, most int) bool { return n >= 0 && n <= most }
	good := slices.Contains(market.FieldKinds, b.What) && civilDay(b.Day) && !longer(string(b.Area), maxWord) && !longer(b.Place, market.MaxPlace) &&
		within(b.From, market.LastClockMinute) && within(b.To, market.LastClockMinute) && within(b.Heads, market.MaxFieldHeads) &&
		within(b.Leaflets, market.MaxLeaflets) && len(b.Trades) <= market.MaxFieldTrades && !longer(b.Words, market.MaxNotes)
	for _, t := range b.Trades {
		good = good && !longer(string(t), maxWord)
	}
	if !good {
		return bad("a walk outside of kind %.20q on %.20q", b.What, b.Day)
	}
	raw, err := record.Marshal(b)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO field_note (id, what, station, day, body, by_whom, at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.What, a.o.Station, b.Day, raw, clip(a.f.By), a.f.At)
}

func (a *applier) eventOpened(b record.Event) error {
	if err := a.own(); err != nil {
		return err
	}
	if !slices.Contains(market.EventKinds, b.Kind) || b.Name == "" || longer(b.Name, market.MaxEventName) ||
		longer(string(b.Area), maxWord) || longer(b.Place, market.MaxPlace) {
		return bad("event of kind %.20q", b.Kind)
	}
	raw, err := record.Marshal(b)
	if err != nil {
		return err
	}
	return a.exec(`INSERT INTO event (id, station, body, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, a.id, a.o.Station, raw, a.f.At)
}

// eventClosed keeps the first end; two copies of one disk may both say it.
func (a *applier) eventClosed() error {
	if a.o.Station != a.f.ID.Station {
		return bad("event %s closed by %s", a.id, a.o)
	}
	if err := a.need("event", a.id); err != nil {
		return err
	}
	return a.exec(`UPDATE event SET ended = CASE WHEN ended = 0 THEN ? ELSE MIN(ended, ?) END WHERE id = ?`, a.f.At, a.f.At, a.id)
}

// civilDay says whether a word is a day: "2026-11-22".
func civilDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
