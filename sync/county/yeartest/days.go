package yeartest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// factsAVisit is how many facts there are for one check-in, all kinds together.
const factsAVisit = 1.9

// person is somebody who comes to a station.
type person struct {
	id  market.Ref
	tag seal.Tag
	key seal.Key
}

// job is an open posting with places left.
type job struct {
	id   market.Ref
	body record.Posting
	next int // place
	left int
	base uint64
}

// day lets one day pass at a station.
func (s *Station) day(day time.Time, visits float64) error {
	r := s.city.rng
	s.number = 0
	rest := s.later[:0:0]
	for _, do := range s.later {
		if r.IntN(3) == 0 {
			rest = append(rest, do)
		} else if err := do(day.Add(5 * time.Hour)); err != nil {
			return err
		}
	}
	s.later = rest
	busy := visits * (0.4 + 1.2*r.Float64())
	if day.Weekday() == time.Sunday {
		busy /= 2
	}
	n := int(busy)
	if r.Float64() < busy-float64(n) {
		n++
	}
	times := make([]int, n)
	for i := range times { // most come early
		times[i] = int(60 * (5.5 + 10*math.Pow(r.Float64(), 2.2)))
	}
	slices.Sort(times)
	s.jobs = slices.DeleteFunc(s.jobs, func(j *job) bool { return j.left == 0 || r.IntN(3) == 0 })
	if err := s.outside(day); err != nil {
		return err
	}
	for _, minute := range times {
		at := day.Add(time.Duration(minute)*time.Minute + time.Duration(r.IntN(60_000))*time.Millisecond)
		for _, happens := range []struct {
			chance float64
			do     func(time.Time) error
		}{{0.2, s.open}, {1, s.visit}, {0.02, s.beside}, {s.city.handedIn(), s.propose}} {
			if happens.chance > 0 && r.Float64() < happens.chance {
				if err := happens.do(at); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// open lets an employer put a posting up, or change one.
func (s *Station) open(at time.Time) error {
	r := s.city.rng
	if len(s.jobs) > 0 && r.IntN(12) == 0 {
		return s.more(s.jobs[r.IntN(len(s.jobs))], at)
	}
	if len(s.firms) == 0 || r.IntN(10) == 0 {
		t, k := seal.New()
		contact, err := s.seal(t, k, true, record.Contact{Called: "史师傅", Phone: "13800138000"})
		if err != nil {
			return err
		}
		id := s.next()
		if err := s.Say(record.EmployerRegistered, id, at, 0, record.Employer{Name: fmt.Sprintf("样例公司 %d-%d", s.Station, len(s.firms)+1), Kind: "company"}, contact); err != nil {
			return err
		}
		s.firms = append(s.firms, id)
	}
	firm := s.firms[r.IntN(len(s.firms))]
	j := &job{id: s.next(), left: 1 + r.IntN(6), next: 1}
	start := at.Add(time.Hour)
	j.body = record.Posting{
		Employer: ref(firm), Trade: s.trade(), Title: "样例活", Headcount: j.left, Pay: market.Fen(100 * (80 + r.IntN(200))), Unit: "day",
		Area: s.Area, Start: market.MinuteOf(start), End: market.MinuteOf(start.Add(8 * time.Hour)),
	}
	if s.city.plan.Full {
		j.body.Share, j.body.Place, j.body.Settlement = "county", "村部东边 200 米", "same_day"
		j.body.End = market.MinuteOf(start.AddDate(0, 0, max(0, r.IntN(10)-4)).Add(8 * time.Hour))
	}
	if err := s.Say(record.PostingOpened, j.id, at, 0, j.body); err != nil {
		return err
	}
	s.jobs, s.city.jobs = append(s.jobs, j), append(s.city.jobs, j)
	return nil
}

// more lets an employer want one more, or close.
func (s *Station) more(j *job, at time.Time) error {
	if s.city.rng.IntN(2) == 0 {
		j.left = 0
		return s.Say(record.PostingClosed, j.id, at, 0, record.Closed{Reason: "other"})
	}
	j.body.Headcount++
	j.left++
	body := j.body
	body.Added = 1
	j.base++
	return s.Say(record.PostingRevised, j.id, at, j.base-1, body)
}

// trade is one of the 48, the first ones often.
func (s *Station) trade() market.TradeID {
	all := assets.Trades().All()
	return all[int(float64(len(all))*math.Pow(s.city.rng.Float64(), 2))].ID
}

// visit lets somebody come, and take a place if there is one.
func (s *Station) visit(at time.Time) error {
	r := s.city.rng
	if len(s.people) < 5 || r.IntN(12) == 0 {
		if err := s.register(at); err != nil {
			return err
		}
	}
	p := s.people[r.IntN(len(s.people))]
	s.number++
	purpose := market.Purposes[0]
	if r.IntN(7) == 0 {
		purpose = market.Purposes[r.IntN(len(market.Purposes))]
	}
	body := record.CheckIn{Worker: ref(p.id), Purpose: purpose, Day: at.Format(time.DateOnly), Number: s.number}
	if err := s.Say(record.CheckInMade, s.next(), at, 0, body); err != nil {
		return err
	}
	if purpose != "work" || r.IntN(10) < 4 {
		return nil
	}
	return s.take(p, at.Add(time.Duration(r.IntN(90))*time.Minute))
}

// take lets somebody take a place, mostly of a posting of this station, and go through with it or not.
func (s *Station) take(p *person, at time.Time) error {
	r, jobs := s.city.rng, s.jobs
	if r.IntN(20) == 0 {
		jobs = s.city.jobs
	}
	if len(jobs) == 0 {
		return nil
	}
	j := jobs[r.IntN(len(jobs))]
	if j.left == 0 {
		return nil
	}
	id := s.next()
	if err := s.Say(record.MatchTaken, id, at, 0, record.Taken{Posting: ref(j.id), Worker: ref(p.id), Place: j.next, Nonce: uint16(r.IntN(1 << 16))}); err != nil {
		return err
	}
	if !s.city.twice() {
		j.next++
		j.left--
	}
	s.later = append(s.later, func(at time.Time) error { return s.outcome(id, at) })
	return nil
}

// outcome says what became of a match.
func (s *Station) outcome(id market.Ref, at time.Time) error {
	yes := true
	switch n := s.city.rng.IntN(20); {
	case n < 2:
		return s.Say(record.MatchCancelled, id, at, 0, record.Cancelled{Reason: []string{"no_show", "worker_declined"}[n]})
	case n < 10:
		return s.Say(record.MatchArrived, id, at, 0, struct{}{})
	case n < 17:
		return s.Say(record.MatchFinished, id, at, 0, record.Finished{Paid: &yes})
	}
	return nil
}

// register lets somebody register, some with an ID number, some in need.
func (s *Station) register(at time.Time) error {
	r := s.city.rng
	p := &person{id: s.next()}
	p.tag, p.key = seal.New()
	who := record.Person{Name: fmt.Sprintf("样例 %d-%d", s.Station, len(s.people)+1), BirthYear: 1950 + r.IntN(50), Area: s.Area}
	if s.city.plan.Full {
		who.Phone = fmt.Sprintf("1890000%04d", r.IntN(10_000))
	}
	switch r.IntN(4) {
	case 0:
		who.IDNumber = idNumber(1950+r.IntN(50), r.IntN(1000))
	case 1:
		who.BirthYear = 0
	}
	box, err := s.seal(p.tag, p.key, false, who)
	if err != nil {
		return err
	}
	trades := []market.TradeID{s.trade()}
	if other := s.trade(); other != trades[0] {
		trades = append(trades, other)
	}
	if err := s.Say(record.WorkerRegistered, p.id, at, 0, record.Worker{Trades: trades}, box); err != nil {
		return err
	}
	s.people = append(s.people, p)
	if r.IntN(10) > 0 {
		return nil
	}
	s.later = append(s.later, func(at time.Time) error { return s.confirm(p, at) })
	return nil
}

// confirm lets staff say whether somebody is in need.
func (s *Station) confirm(p *person, at time.Time) error {
	r := s.city.rng
	need := record.Need{Hardships: []market.Hardship{market.Hardships[r.IntN(len(market.Hardships))]}}
	if r.IntN(5) == 0 { // they looked, and found none
		need.Hardships = nil
	}
	box, err := s.seal(p.tag, p.key, false, need)
	if err != nil {
		return err
	}
	return s.Say(record.HelpSettled, p.id, at, 0, record.Settlement{}, box)
}

// beside lets somebody ask for something else than work.
func (s *Station) beside(at time.Time) error {
	r := s.city.rng
	t, k := seal.New()
	box, err := s.seal(t, k, false, record.Caller{Called: "李师傅", Phone: "13800138000"})
	if err != nil {
		return err
	}
	id := s.next()
	switch r.IntN(3) {
	case 0:
		return s.Say(record.GuidanceAsked, id, at, 0, record.Guidance{Topic: market.GuidanceTopics[r.IntN(len(market.GuidanceTopics))]}, box)
	case 1:
		return s.Say(record.TrainingWished, id, at, 0, record.Wish{Training: record.Ref{Epoch: 1, N: 1}}, box)
	}
	kind := market.ComplaintKinds[r.IntN(len(market.ComplaintKinds))]
	if err := s.Say(record.ComplaintFiled, id, at, 0, record.Complaint{Kind: kind, Number: market.FollowNo(r.Uint32())}, box); err != nil {
		return err
	}
	if r.IntN(2) == 0 {
		return nil
	}
	return s.Say(record.ComplaintMoved, id, at.AddDate(0, 0, r.IntN(40)), 0, record.ComplaintMove{State: market.ComplaintClosed, Words: "说好了"})
}

// People are the registrations of a station.
func (s *Station) People() []market.WorkerID {
	out := make([]market.WorkerID, len(s.people))
	for i, p := range s.people {
		out[i] = market.WorkerID(p.id.String())
	}
	return out
}

func ref(r market.Ref) record.Ref { return record.Ref{Station: r.Station, Epoch: r.Epoch, N: r.N} }

// idNumber makes a number whose check character is right, of nobody: the district 000000 does not exist, so the
// first digit is another.
func idNumber(year, n int) string {
	first := fmt.Sprintf("999999%d0101%03d", year, n)
	for _, last := range strings.Split("0123456789X", "") {
		if id, err := market.ParseResidentID(first+last, time.Time{}); err == nil {
			return id.Number
		}
	}
	return ""
}
