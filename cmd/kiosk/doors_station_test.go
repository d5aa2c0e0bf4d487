package main_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// doorsPIN opens the staff desk of a station that furnish made.
const doorsPIN = "204817"

// The jobs of such a station, by the word of their trade, which is their title too.
const (
	jobOfMorning = "瓦工" // tomorrow from 6 to 12
	jobBeside    = "木工" // at the same hours
	jobAway      = "采摘" // its free places are at the county
)

// furnish makes a station in dir that is enrolled with a county nobody runs, as it stands on a day on
// which everything has come: jobs, notices, courses and a staff account.
func furnish(t *testing.T, dir string) {
	t.Helper()
	s := openAlone(t, dir, 12)
	d := desk.New(s, assets.Areas(), assets.Trades())
	give(t, s, d)
	for _, j := range []struct {
		trade market.TradeID
		hours [2]string
		many  int
	}{{"mason", [2]string{"06:00", "12:00"}, 1}, {"carpenter", [2]string{"06:00", "12:00"}, 1}, {"loader", [2]string{"14:00", "18:00"}, 9}} {
		for range j.many {
			openJob(t, d, j.trade, j.hours, 3, "station")
		}
	}
	publish(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// openJob opens a job of tomorrow in a village of the station's township.
func openJob(t *testing.T, d *desk.Desk, trade market.TradeID, hours [2]string, heads int, share market.Share) market.PostingID {
	t.Helper()
	ctx := context.Background()
	e, err := d.RegisterEmployer(ctx, desk.Self, market.Employer{Name: "王师傅", Kind: "farm", Contact: "王师傅", Phone: "18900000201"})
	if err != nil {
		t.Fatal(err)
	}
	tr, ok := assets.Trades().Get(trade)
	if !ok {
		t.Fatalf("no trade %s", trade)
	}
	day := market.MinuteOf(time.Now().AddDate(0, 0, 1)).Date()
	id, err := d.OpenPosting(ctx, desk.Self, market.Posting{
		Employer: e, Trade: trade, Title: tr.Short, Headcount: heads, Pay: 180_00, Unit: "day", Settlement: "same_day", Meals: true,
		Area: assets.Areas().Villages("410423106000")[0].Code, Place: "村口", Share: share,
		Start: market.Minute(day + "T" + hours[0]), End: market.Minute(day + "T" + hours[1]),
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// give opens a job whose places are at the county, but for those that were taken here.
func give(t *testing.T, s *store.Store, d *desk.Desk) {
	t.Helper()
	ctx := context.Background()
	id := openJob(t, d, "harvest", [2]string{"14:00", "18:00"}, 9, "county")
	if _, _, err := s.Prepare(ctx, true); err != nil {
		t.Fatal(err)
	}
	for n := range 9 {
		a, err := d.CheckIn(ctx, desk.Self, market.Worker{Name: "赵师傅", Phone: fmt.Sprintf("1890000070%d", n)}, "")
		if err != nil {
			t.Fatal(err)
		}
		switch _, err := d.Take(ctx, desk.Self, id, a.Worker); {
		case market.Code(err) == "no_place_here":
			return
		case err != nil:
			t.Fatal(err)
		}
	}
	t.Fatal("the station never ran out of places")
}

// publish brings notices, courses and a staff account, as a pull does.
func publish(t *testing.T, s *store.Store) {
	t.Helper()
	today := time.Now()
	p, err := sample.Published(today)
	if err != nil {
		t.Fatal(err)
	}
	pulled := &wire.Pulled{Gen: 1}
	say := func(kind record.Kind, n uint32, body any) {
		raw, err := record.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		f := record.Fact{Kind: kind, ID: market.Ref{Origin: market.Origin{Epoch: 1}, N: n}, At: today.UnixMilli(), By: "county", Body: raw}
		stored, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		pulled.Upto++
		pulled.Items = append(pulled.Items, wire.Item{Rev: pulled.Upto, Epoch: 1, Seq: pulled.Upto, Fact: stored})
	}
	say(record.StaffSet, 1, record.Staff{Account: "z-001", Title: "值班员", Role: "chief", PIN: seal.HashPIN(doorsPIN), Station: 12})
	for i, n := range p.Notices {
		say(record.NoticePublished, uint32(100+i), record.Notice{Topic: n.Topic, Title: n.Title, Second: n.Second, Text: n.Text, From: market.MinuteOf(today).Date()})
	}
	for i, c := range p.Trainings {
		say(record.TrainingPublished, uint32(200+i), record.Training{Title: c.Title, Trade: c.Trade, Place: c.Place, From: c.From, Days: c.Days, Seats: c.Seats})
	}
	if _, err := s.Take(context.Background(), pulled); err != nil {
		t.Fatal(err)
	}
}
