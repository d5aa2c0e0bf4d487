package archive

import (
	"context"
	"fmt"

	"yizhan/assets"
	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// PublishNotice publishes a notice for every station, or as it is from now on when id names one
// ("" makes a new one), and gives its identifier. Refuses with unknown_notice, and with every
// fault of the notice.
func (a *Archive) PublishNotice(ctx context.Context, id market.NoticeID, n market.Notice) (market.NoticeID, error) {
	if n.From == "" {
		n.From = market.MinuteOf(a.now()).Date()
	}
	if err := n.Validate(); err != nil {
		return "", err
	}
	if err := knownArea(n.Area); err != nil {
		return "", err
	}
	body := record.Notice{Topic: n.Topic, Title: n.Title, Second: n.Second, Text: n.Text, From: n.From, Until: n.Until, Area: n.Area}
	ref, err := a.publish(ctx, record.NoticePublished, "notice", string(id), body)
	return market.NoticeID(ref), err
}

// WithdrawNotice takes a notice away. Refuses with unknown_notice.
func (a *Archive) WithdrawNotice(ctx context.Context, id market.NoticeID) error {
	_, err := a.publish(ctx, record.NoticeWithdrawn, "notice", string(id), struct{}{})
	return err
}

// PublishTraining offers a course at every station, as PublishNotice does. Refuses with
// unknown_training, and with every fault of the course.
func (a *Archive) PublishTraining(ctx context.Context, id market.TrainingID, t market.Training) (market.TrainingID, error) {
	if err := t.Validate(assets.Trades()); err != nil {
		return "", err
	}
	if err := knownArea(t.Area); err != nil {
		return "", err
	}
	body := record.Training{
		Title: t.Title, Trade: t.Trade, Fee: t.Fee, Place: t.Place, From: t.From, Days: t.Days, Seats: t.Seats, Until: t.Until,
		Kind: t.Kind, Area: t.Area,
	}
	ref, err := a.publish(ctx, record.TrainingPublished, "training", string(id), body)
	return market.TrainingID(ref), err
}

// WithdrawTraining takes a course away; the wishes for it stay. Refuses with unknown_training.
func (a *Archive) WithdrawTraining(ctx context.Context, id market.TrainingID) error {
	_, err := a.publish(ctx, record.TrainingWithdrawn, "training", string(id), struct{}{})
	return err
}

// publish says something of a thing of its own to all; table holds the things of that kind, and
// id names one of them, or "" for a new one where the kind publishes.
func (a *Archive) publish(ctx context.Context, kind record.Kind, table, id string, body any) (string, error) {
	fresh := id == "" && (kind == record.NoticePublished || kind == record.TrainingPublished)
	err := a.update(ctx, func(w *writer) error {
		ref, err := market.ParseRef(id)
		if fresh {
			ref, err = w.ownRef()
			id = ref.String()
		} else if err == nil {
			err = w.published(table, id)
		} else {
			err = unknown[table]
		}
		if err != nil {
			return err
		}
		return w.put(kind, ref, toAll, body)
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

// unknown are the refusals for what the county never published.
var unknown = map[string]error{"notice": market.Refuse("unknown_notice"), "training": market.Refuse("unknown_training")}

// published refuses what is not in its table.
func (w *writer) published(table, id string) error {
	n, err := list(w, scanID, `SELECT id FROM `+table+` WHERE id = ?`, id)
	if err != nil {
		return fmt.Errorf("look for %s %s: %w", table, id, err)
	}
	if len(n) == 0 {
		return unknown[table]
	}
	return nil
}

// ownRef names a new thing of the county: by the fact that makes it, whose place in the county's
// journal of this generation nothing else has.
func (w *writer) ownRef() (market.Ref, error) {
	own := market.Origin{Epoch: uint8(w.gen)}
	head, err := journal.HeadOf(w.ctx, w.tx, w.a.keys.county, own)
	return market.Ref{Origin: own, N: uint32(head.Seq + 1)}, err
}

// DescribeStation says what stands on a station's own page. Refuses with unknown_station, and with
// every fault of the page.
func (a *Archive) DescribeStation(ctx context.Context, station uint16, p market.StationPage) error {
	if err := p.Validate(); err != nil {
		return err
	}
	return a.update(ctx, func(w *writer) error {
		n, err := list(w, scanID, `SELECT DISTINCT no FROM station WHERE no = ?`, station)
		if err != nil {
			return fmt.Errorf("look for station %d: %w", station, err)
		}
		if len(n) == 0 {
			return market.Refuse("unknown_station")
		}
		body := record.StationPage{
			Opens: p.Opens, Closes: p.Closes, Days: p.Days, Address: p.Address, Inquiry: p.Inquiry, Complaints: p.Complaints,
			Legal: p.Legal, Promise: p.Promise, Rules: p.Rules,
		}
		return w.put(record.StationDescribed, market.Ref{Origin: market.Origin{Epoch: 1}, N: uint32(station)}, toAll, body)
	})
}

func dumpNotices(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Notice    string `json:"notice"`
			Topic     string `json:"topic,omitempty"`
			Title     string `json:"title,omitempty"`
			From      string `json:"from,omitempty"`
			Until     string `json:"until,omitempty"`
			Withdrawn bool   `json:"withdrawn"`
		}
		var raw []byte
		if err := scan(&r.Notice, &raw, &r.Withdrawn); err != nil {
			return err
		}
		var b record.Notice
		if err := readBody(raw, &b); err != nil {
			return err
		}
		r.Topic, r.Title, r.From, r.Until = string(b.Topic), b.Title, b.From, b.Until
		return emit(r)
	}, `SELECT id, body, withdrawn FROM notice ORDER BY LENGTH(id), id`)
}

func dumpTrainings(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Training  string `json:"training"`
			Title     string `json:"title,omitempty"`
			From      string `json:"from,omitempty"`
			Seats     int    `json:"seats,omitempty"`
			Wishes    int    `json:"wishes"`
			Withdrawn bool   `json:"withdrawn"`
		}
		var raw []byte
		if err := scan(&r.Training, &raw, &r.Withdrawn, &r.Wishes); err != nil {
			return err
		}
		var b record.Training
		if err := readBody(raw, &b); err != nil {
			return err
		}
		r.Title, r.From, r.Seats = b.Title, b.From, b.Seats
		return emit(r)
	}, `SELECT id, body, withdrawn, (SELECT COUNT(*) FROM wish w WHERE w.training = t.id) FROM training t ORDER BY LENGTH(id), id`)
}

// readBody reads what was published; nothing where it is withdrawn.
func readBody(raw []byte, v any) error {
	if raw == nil {
		return nil
	}
	return record.Unmarshal(raw, v)
}

func dumpWishes(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Wish     string `json:"wish"`
			Training string `json:"training"`
			Station  int    `json:"station"`
			dumpCall
		}
		var tag, box []byte
		var at int64
		if err := scan(&r.Wish, &r.Training, &r.Station, &at, &tag, &box); err != nil {
			return err
		}
		if err := r.read(ctx, tx, tag, box, at); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT id, training, station, at, tag, box FROM wish ORDER BY at, id`)
}

func dumpPages(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Station int `json:"station"`
			market.StationPage
		}
		var raw []byte
		if err := scan(&r.Station, &raw); err != nil {
			return err
		}
		var b record.StationPage
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		r.StationPage = market.StationPage{
			Opens: b.Opens, Closes: b.Closes, Days: b.Days, Address: b.Address, Inquiry: b.Inquiry, Complaints: b.Complaints,
			Legal: b.Legal, Promise: b.Promise, Rules: b.Rules,
		}
		return emit(r)
	}, `SELECT no, body FROM station_page ORDER BY no`)
}
