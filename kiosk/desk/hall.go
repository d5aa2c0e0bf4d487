package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
)

// noShowDays is for how long a missed day counts against somebody.
const noShowDays = 90

// HallRow is somebody who waits in the hall, with what staff see of them.
type HallRow struct {
	store.Waiting
	Grade  market.Grade
	Why    []market.GradeReason
	Waited int // minutes since the check-in
	Idle   int // days since the last finished work, or since the first check-in
}

// Hall is who waits today and which work wants people, read at one moment.
type Hall struct {
	Day    string
	Rows   []HallRow          // grade A first, in a grade who waits longest
	Jobs   []store.PostingRow // with a place that this station may give
	Offers []store.FirstOffer // that nobody ended, also those whose time is over
	Draws  []store.Draw       // of today, newest first
	now    time.Time
	rank   *rank.Hall
	people map[market.WorkerID]int // index of Rows
}

// Hall reads who waits and what for. It refuses with staff_only, unknown_account and not_allowed.
func (d *Desk) Hall(ctx context.Context, by string) (*Hall, error) {
	return d.hallFor(ctx, by, Serve)
}

// hallFor reads it for somebody who is about to do a deed.
func (d *Desk) hallFor(ctx context.Context, by string, deed Deed) (*Hall, error) {
	if err := d.mayRead(ctx, by, deed); err != nil {
		return nil, err
	}
	h := &Hall{Day: d.today(), now: d.now(), people: map[market.WorkerID]int{}}
	waiting, err := d.store.HallOf(ctx, h.Day)
	if err != nil {
		return nil, err
	}
	past, err := d.store.PastOf(ctx, h.Day)
	if err != nil {
		return nil, err
	}
	if h.Jobs, err = d.store.Giving(ctx, h.Day); err != nil {
		return nil, err
	}
	if h.Offers, err = d.store.FirstOffers(ctx); err != nil {
		return nil, err
	}
	if h.Draws, err = d.store.Draws(ctx, h.Day); err != nil {
		return nil, err
	}
	byWorker := map[market.WorkerID][]store.Past{}
	for _, p := range past {
		byWorker[p.Worker] = append(byWorker[p.Worker], p)
	}
	persons := make([]rank.Person, 0, len(waiting))
	for _, w := range waiting {
		row, person := d.read(w, byWorker[w.Person.ID], h.now)
		h.Rows = append(h.Rows, row)
		persons = append(persons, person)
	}
	slices.SortStableFunc(h.Rows, func(a, b HallRow) int {
		return cmp.Or(cmp.Compare(b.Grade, a.Grade), cmp.Compare(a.At, b.At))
	})
	for i := range h.Rows {
		h.people[h.Rows[i].Person.ID] = i
	}
	h.rank = rank.NewHall(d.trades, d.areas, persons)
	return h, nil
}

// read works out what counts of one person. past is newest first.
func (d *Desk) read(w store.Waiting, past []store.Past, now time.Time) (HallRow, rank.Person) {
	today := market.MinuteOf(now).Date()
	p := rank.Person{
		ID: w.Person.ID, Number: w.CheckIn.Number, Trades: w.Person.Trades, Home: w.Person.Area, Reach: w.Wishes.Reach, Pay: w.Wishes.Pay,
		Waited: max(0, int(now.Sub(time.UnixMilli(w.At))/time.Minute)),
		Worked: map[market.EmployerID]bool{}, Never: map[market.EmployerID]bool{},
	}
	last, said := "", false
	for _, m := range past {
		if m.OfWorker == market.Never || m.OfEmployer == market.Never {
			p.Never[m.Employer] = true
		}
		if m.OfWorker != "" && !said {
			said, p.Praised = true, m.OfWorker == market.Good
		}
		switch m.State {
		case market.Finished:
			p.Worked[m.Employer] = true
			last = max(last, m.LastDay)
		case market.Cancelled:
			if m.Reason == "no_show" && now.Sub(time.UnixMilli(m.At)) < noShowDays*24*time.Hour {
				p.NoShows++
			}
		case market.Taken, market.Arrived:
			p.Busy = append(p.Busy, m.Shift)
		}
	}
	if last == "" {
		last = w.First
	}
	row := HallRow{Waiting: w, Waited: p.Waited, Idle: market.DaysBetween(last, today)}
	row.Grade, row.Why = market.GradeOf(market.Need{Confirmed: w.Confirmed, Age: ageOf(w.Person.BirthYear, now), Idle: row.Idle})
	p.Grade = row.Grade
	return row, p
}

// ageOf is how old somebody becomes this year, 0 where it is not known.
func ageOf(birthYear int, now time.Time) int {
	if birthYear == 0 {
		return 0
	}
	return now.In(market.Zone).Year() - birthYear
}

// Row gives who waits as this person, and false for somebody who does not wait here.
func (h *Hall) Row(id market.WorkerID) (HallRow, bool) {
	i, ok := h.people[id]
	if !ok {
		return HallRow{}, false
	}
	return h.Rows[i], true
}

// Kept gives the offer that keeps a place of a posting for somebody, while its time is not over.
func (h *Hall) Kept(posting market.PostingID, worker market.WorkerID) (store.FirstOffer, time.Duration) {
	for _, o := range h.Offers {
		if o.Posting == posting && o.Worker == worker {
			if left := o.Left(h.now); left > 0 {
				return o, left
			}
		}
	}
	return store.FirstOffer{}, 0
}

// job is a posting as the ranking sees it: places that are kept for others are none.
func (h *Hall) job(p *store.PostingRow) rank.Job {
	left := min(p.PlacesHere, p.Left())
	for _, o := range h.Offers {
		if o.Posting == p.ID && o.Left(h.now) > 0 {
			left--
		}
	}
	return rank.Job{
		ID: p.ID, Employer: p.Employer, Trade: p.Trade, Area: p.Area, Pay: p.Pay, Unit: p.Unit, Shift: p.Shift(), Left: max(0, left),
	}
}

// Pairs suggests at most most pairs. Those for whom a place is kept come first.
func (h *Hall) Pairs(most int) []rank.Pair {
	var kept []rank.Pair
	var has []market.WorkerID
	for _, o := range h.Offers {
		i := slices.IndexFunc(h.Jobs, func(p store.PostingRow) bool { return p.ID == o.Posting })
		if i < 0 || o.Left(h.now) == 0 || slices.Contains(has, o.Worker) || len(kept) == most {
			continue
		}
		if pair, bar := h.rank.Weigh(o.Worker, h.job(&h.Jobs[i])); bar == rank.NoBar {
			kept, has = append(kept, pair), append(has, o.Worker)
		}
	}
	jobs := make([]rank.Job, len(h.Jobs))
	for i := range h.Jobs {
		jobs[i] = h.job(&h.Jobs[i])
	}
	return append(kept, h.rank.Pairs(jobs, most-len(kept), has...)...)
}

// For lists who goes with a posting, best first: in the order of its last lottery where one was held
// today, else by what counts.
func (h *Hall) For(p *store.PostingRow, most int) []rank.Pair {
	if d, ok := h.DrawOf(p.ID); ok {
		out := h.rank.Drawn(h.job(p), rank.Lottery(d.Seed, d.Numbers))
		return out[:min(len(out), most)]
	}
	return h.rank.Candidates(h.job(p), most)
}

// DrawOf gives the last lottery of a posting today.
func (h *Hall) DrawOf(id market.PostingID) (store.Draw, bool) {
	i := slices.IndexFunc(h.Draws, func(d store.Draw) bool { return d.Posting == id })
	if i < 0 {
		return store.Draw{}, false
	}
	return h.Draws[i], true
}

// Weigh gives one pair with its reasons, or what is in the way.
func (h *Hall) Weigh(worker market.WorkerID, p *store.PostingRow) (rank.Pair, rank.Bar) {
	return h.rank.Weigh(worker, h.job(p))
}

// Of lists the work that goes with somebody, best first, at most most.
func (h *Hall) Of(worker market.WorkerID, most int) []rank.Pair {
	var out []rank.Pair
	for i := range h.Jobs {
		if pair, bar := h.Weigh(worker, &h.Jobs[i]); bar == rank.NoBar {
			out = append(out, pair)
		}
	}
	slices.SortStableFunc(out, func(a, b rank.Pair) int { return cmp.Compare(b.Points, a.Points) })
	return out[:min(len(out), most)]
}

// Job gives a posting of the hall, and false where no place of it may be given now.
func (h *Hall) Job(id market.PostingID) (*store.PostingRow, bool) {
	i := slices.IndexFunc(h.Jobs, func(p store.PostingRow) bool { return p.ID == id })
	if i < 0 {
		return nil, false
	}
	return &h.Jobs[i], true
}
