package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// backlog is what a station wrote while it had no link: a market of many days, the same one for
// the same size. The words are those of the sample market and the gazetteer. People are called
// by a surname and a year of the sexagenary cycle, and have numbers that nobody has.
type backlog struct {
	tb    testing.TB
	desk  *desk.Desk
	rng   *rand.Rand
	clock time.Time
	size  size

	firms     []market.Employer // the sample's
	jobs      []market.Posting  // the sample's, opened on the first day
	areas     []market.AreaCode // villages
	people    []market.Worker
	workers   []market.WorkerID // of people; empty before the first check-in
	employers []market.EmployerID
	offers    []*offer    // with a free place, the newest last
	busy      []time.Time // until when each of people has work
}

// size is how many things a backlog has.
type size struct{ employers, postings, checkIns, matches, workers int }

// sizeOf gives the proportions of the measured backlog to about that many facts: 2,000
// employers, 10,000 postings, 50,000 check-ins and 20,000 matches of 82,000. The workers come
// on top: 5,000 people who check in ten times each.
func sizeOf(facts int) size {
	part := func(n int) int { return max(1, n*facts/82_000) }
	return size{part(2_000), part(10_000), part(50_000), part(20_000), part(5_000)}
}

// offer is a posting with free places, and who has one of it.
type offer struct {
	id   market.PostingID
	free int
	had  map[int]bool

	start, end time.Time
}

// startOfBacklog is the first morning.
var startOfBacklog = time.Date(2026, 8, 1, 6, 0, 0, 0, market.Zone)

// newBacklog makes what is needed to write; at is set before the desk's clock is read first.
func newBacklog(tb testing.TB, facts int) *backlog {
	tb.Helper()
	b := &backlog{tb: tb, rng: rand.New(rand.NewPCG(82, 1)), clock: startOfBacklog, size: sizeOf(facts)}
	areas := assets.Areas()
	for _, c := range areas.Counties() {
		for _, t := range areas.Townships(c.Code) {
			for _, v := range areas.Villages(t.Code) {
				b.areas = append(b.areas, v.Code)
			}
		}
	}
	b.read()
	surnames := []rune(strings.Join(strings.Fields(assets.Surnames()), ""))
	stems, branches := []rune("甲乙丙丁戊己庚辛壬癸"), []rune("子丑寅卯辰巳午未申酉戌亥")
	trades := assets.Trades().All()
	for i := range b.size.workers {
		w := market.Worker{
			Name:  string([]rune{surnames[b.rng.IntN(len(surnames))], stems[i%10], branches[i%12]}),
			Phone: fmt.Sprintf("1890000%04d", i%10_000), BirthYear: 1960 + b.rng.IntN(45), Area: b.area(),
		}
		for range 1 + b.rng.IntN(3) {
			w.Trades = append(w.Trades, trades[b.rng.IntN(len(trades))].ID)
		}
		b.people = append(b.people, w)
	}
	b.workers, b.busy = make([]market.WorkerID, b.size.workers), make([]time.Time, b.size.workers)
	return b
}

// read takes the words of the sample market.
func (b *backlog) read() {
	b.tb.Helper()
	firms, err := sample.Employers()
	if err != nil {
		b.tb.Fatal(err)
	}
	jobs, err := sample.Postings(startOfBacklog, make([]market.EmployerID, len(firms)))
	if err != nil {
		b.tb.Fatal(err)
	}
	b.firms, b.jobs = make([]market.Employer, len(firms)), make([]market.Posting, len(jobs))
	for i, line := range firms {
		if err := json.Unmarshal(line, &b.firms[i]); err != nil {
			b.tb.Fatal(err)
		}
	}
	for i, line := range jobs {
		var m map[string]any
		err := json.Unmarshal(line, &m)
		if err == nil {
			m["pay"] = math.Round(m["pay"].(float64) * 100) // yuan in a command, fen in the market
			line, err = json.Marshal(m)
		}
		if err == nil {
			err = json.Unmarshal(line, &b.jobs[i])
		}
		if err != nil {
			b.tb.Fatal(err)
		}
	}
}

// write fills d's journal, each day in one transaction as bulk input does. A day has about
// five hundred check-ins.
func (b *backlog) write(d *desk.Desk) {
	b.tb.Helper()
	b.desk = d
	days := max(1, b.size.checkIns/500)
	for day := range days {
		part := func(n int) int { return n*(day+1)/days - n*day/days }
		b.clock = startOfBacklog.AddDate(0, 0, day)
		err := d.Store().Group(context.Background(), func() error {
			return b.day(part(b.size.employers), part(b.size.postings), part(b.size.checkIns), part(b.size.matches))
		})
		if err != nil {
			b.tb.Fatal(err)
		}
	}
}

// day mixes what happens on a day: the staff enter postings while people come and take them.
func (b *backlog) day(employers, postings, checkIns, matches int) error {
	for employers+postings+checkIns+matches > 0 {
		b.clock = b.clock.Add(time.Duration(b.rng.Int64N(int64(2 * 12 * time.Hour / 820))))
		var err error
		switch at := b.rng.IntN(employers + postings + checkIns + matches); {
		case at < employers || len(b.employers) == 0:
			err = b.employer()
			employers--
		case at < employers+postings || len(b.offers) == 0:
			err = b.posting()
			postings--
		case at < employers+postings+checkIns:
			err = b.checkIn()
			checkIns--
		default:
			err = b.match()
			matches--
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *backlog) area() market.AreaCode { return b.areas[b.rng.IntN(len(b.areas))] }

// employer registers one: three of four are people of a village, called by their surname.
func (b *backlog) employer() error {
	e := b.firms[b.rng.IntN(len(b.firms))]
	if b.rng.IntN(4) > 0 {
		who := b.people[b.rng.IntN(len(b.people))].Name
		e = market.Employer{Name: assets.Areas().Place(b.area()) + string([]rune(who)[:1]) + "家", Kind: "individual"}
	}
	e.Phone = fmt.Sprintf("1890001%04d", b.rng.IntN(10_000))
	id, err := b.desk.RegisterEmployer(context.Background(), desk.Self, e)
	b.employers = append(b.employers, id)
	return err
}

// posting opens one like the sample's, at another place and with another date and pay.
func (b *backlog) posting() error {
	p := b.jobs[b.rng.IntN(len(b.jobs))]
	p.Employer, p.Area = b.employers[b.rng.IntN(len(b.employers))], b.area()
	p.Headcount = 1 + b.rng.IntN(5)
	p.Pay += market.Fen(b.rng.IntN(7)-3) * max(1, p.Pay/2000*100)
	later := time.Duration(b.clock.Sub(startOfBacklog)/(24*time.Hour)+time.Duration(b.rng.IntN(2))) * 24 * time.Hour
	for _, m := range []*market.Minute{&p.Start, &p.End, &p.Closes} {
		if *m != "" {
			*m = market.MinuteOf(m.Time().Add(later))
		}
	}
	if !p.Start.Time().After(b.clock) {
		p.Start, p.End = market.MinuteOf(p.Start.Time().Add(24*time.Hour)), market.MinuteOf(p.End.Time().Add(24*time.Hour))
	}
	id, err := b.desk.OpenPosting(context.Background(), desk.Self, p)
	b.offers = append(b.offers, &offer{id: id, free: p.Headcount, had: map[int]bool{}, start: p.Start.Time(), end: p.End.Time()})
	return err
}

// checkIn checks somebody in who may have come before.
func (b *backlog) checkIn() error {
	_, err := b.arrive(b.rng.IntN(len(b.people)))
	return err
}

// arrive checks person i in for the first purpose that they have not come for today.
func (b *backlog) arrive(i int) (market.WorkerID, error) {
	for _, purpose := range market.Purposes {
		a, err := b.desk.CheckIn(context.Background(), desk.Self, b.people[i], purpose)
		if err != nil || !a.Again {
			b.workers[i] = a.Worker
			return a.Worker, err
		}
	}
	return b.workers[i], nil
}

// match gives somebody who has been here a place of one of the newest offers.
func (b *backlog) match() error {
	i := b.rng.IntN(len(b.people))
	for n := 0; b.workers[i] == "" && n < len(b.people); n++ {
		i = (i + 1) % len(b.people)
	}
	if b.workers[i] == "" {
		_, err := b.arrive(i)
		return err
	}
	at := max(0, len(b.offers)-1-b.rng.IntN(200))
	for ; at > 0 && b.offers[at].had[i]; at-- {
	}
	for n := 0; n < len(b.people) && (b.workers[i] == "" || b.offers[at].had[i] || b.busy[i].After(b.offers[at].start)); n++ {
		i = (i + 1) % len(b.people)
	}
	o := b.offers[at]
	if o.had[i] {
		return nil
	}
	if _, err := b.desk.Take(context.Background(), desk.Self, o.id, b.workers[i]); err != nil {
		return fmt.Errorf("take %s: %w", o.id, err)
	}
	o.had[i], b.busy[i] = true, o.end
	if o.free--; o.free == 0 {
		b.offers = append(b.offers[:at], b.offers[at+1:]...)
	}
	return nil
}
