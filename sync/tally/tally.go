// Package tally counts what happened at markets, from the tables that facts make (sync/ledger).
// A station counts itself and the county counts all with the same lines, so that the figure on a
// station's screen and the one in the month's form are one figure.
//
// Begin at Of. What each figure means stands beside its name; the same in simple words is in
// assets/phrases under "define.<figure>", and is shown wherever the figure is.
//
// Days are civil days of the clocks of the stations. Wall clocks never decide an outcome (I6), and
// here they decide nothing but on which day something is counted.
package tally

import (
	"context"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Figure names what is counted, at one station in one span.
type Figure string

// The figures. "Person" is somebody as staff know them: registrations that were merged are one.
const (
	Visits Figure = "visits" // check-ins, for whatever purpose
	// Seekers are different persons who checked in for work or took a place; who went to two stations
	// counts at both, so that a sum over stations is the sum of its parts.
	Seekers      Figure = "seekers"
	SeekersMen   Figure = "seekers_men"   // of whom an ID number is known that says so
	SeekersWomen Figure = "seekers_women" // likewise
	SeekersOlder Figure = "seekers_older" // 大龄: in the year of the span men turn 50 or more, women 40; 50 where the sex is not known
	SeekersHard  Figure = "seekers_hard"  // with a hardship that staff confirmed
	Employers    Figure = "employers"     // different employers of the postings
	Postings     Figure = "postings"      // opened here in the span
	Places       Figure = "places"        // that these postings have now
	Fills        Figure = "fills"         // matches made here in the span that nobody cancelled since
	FillsHard    Figure = "fills_hard"    // of persons with a confirmed hardship
	Filled       Figure = "filled"        // different persons of the fills
	FilledHard   Figure = "filled_hard"   // of whom staff confirmed a hardship
	Finished     Figure = "finished"      // fills whose work is done
	Wishes       Figure = "wishes"        // training wished for
	Guidance     Figure = "guidance"      // asked to be called back for advice
	Complaints   Figure = "complaints"    // filed
	WageCases    Figure = "wage_cases"    // of them about wages
	Closed       Figure = "closed"        // complaints of this station that were closed in the span, whenever filed

	// What staff do beside the hall.
	Duty     Figure = "duty"     // accounts on duty, a day each
	Surveys  Figure = "surveys"  // of places where day-labourers gather by themselves
	Patrols  Figure = "patrols"  // walks to such places, to speak with people there
	Leaflets Figure = "leaflets" // handed out on both
	Events   Figure = "events"   // days elsewhere that began: fairs, trucks

	// The five basic services (人社部发〔2023〕65号), by their uses.
	ServeWork     Figure = "serve_work"     // check-ins for work or for workers
	ServeGuidance Figure = "serve_guidance" // check-ins for advice, and guidance asked
	ServeTraining Figure = "serve_training" // check-ins for training
	ServeWishes   Figure = "serve_wishes"   // training wished for
	ServeRights   Figure = "serve_rights"   // check-ins about rights, and complaints
)

// Figures lists them in the order of a form.
var Figures = []Figure{
	Visits, Seekers, SeekersMen, SeekersWomen, SeekersOlder, SeekersHard, Employers, Postings, Places,
	Fills, FillsHard, Filled, FilledHard, Finished, Wishes, Guidance, Complaints, WageCases, Closed,
	Duty, Surveys, Patrols, Leaflets, Events,
	ServeWork, ServeGuidance, ServeTraining, ServeWishes, ServeRights,
}

// Services are the uses of the five basic services, in the order of the document.
var Services = []Figure{ServeWork, ServeGuidance, ServeTraining, ServeWishes, ServeRights}

// Waits are how long somebody waited from the first check-in for work in the span to the first
// place taken after it. The last are those who took none in the span.
var Waits = []string{"half_hour", "two_hours", "same_day", "three_days", "later", "none"}

// Count is what happened at one station.
type Count struct {
	N      map[Figure]int         `json:"n"`
	Sought map[market.TradeID]int `json:"sought"` // seekers who look for this trade; one may look for several
	Wanted map[market.TradeID]int `json:"wanted"` // places
	Taken  map[market.TradeID]int `json:"taken"`  // fills
	Hours  [24]int                `json:"hours"`  // visits by the hour of the check-in
	Wait   map[string]int         `json:"wait"`   // persons, at the station of their first check-in; see Waits
}

// New is a count of nothing.
func New() *Count {
	return &Count{
		N: map[Figure]int{}, Sought: map[market.TradeID]int{}, Wanted: map[market.TradeID]int{}, Taken: map[market.TradeID]int{},
		Wait: map[string]int{},
	}
}

// Add adds what another station, or another span, has.
func (c *Count) Add(o *Count) {
	for f, n := range o.N {
		c.N[f] += n
	}
	for i, pair := range []map[market.TradeID]int{o.Sought, o.Wanted, o.Taken} {
		to := []map[market.TradeID]int{c.Sought, c.Wanted, c.Taken}[i]
		for t, n := range pair {
			to[t] += n
		}
	}
	for h, n := range o.Hours {
		c.Hours[h] += n
	}
	for w, n := range o.Wait {
		c.Wait[w] += n
	}
}

// Of counts a span at every station where something happened in it. Persons whose keys were
// destroyed are still seekers; their sex, age and hardship are no longer known.
func Of(ctx context.Context, tx *sqldb.Tx, s Span) (map[uint16]*Count, error) {
	of, _, err := Persons(ctx, tx, s)
	return of, err
}

// Persons is Of, and also gives the registrations that count in the span: what is learnt of one of
// them later may change it.
func Persons(ctx context.Context, tx *sqldb.Tx, s Span) (map[uint16]*Count, []market.WorkerID, error) {
	b := newBook(ctx, tx, s)
	if err := b.read(b.merged, b.visits, b.postings, b.matches, b.people, b.asks, b.outside); err != nil {
		return nil, nil, err
	}
	b.waits()
	return b.of, b.named, nil
}

// Plain is Of without who the seekers are and what they look for: it opens nothing that is sealed, and
// takes a quarter of the time.
func Plain(ctx context.Context, tx *sqldb.Tx, s Span) (map[uint16]*Count, error) {
	b := newBook(ctx, tx, s)
	if err := b.read(b.merged, b.visits, b.postings, b.matches, b.asks, b.outside); err != nil {
		return nil, err
	}
	for v := range b.seen {
		b.at(v.station).N[Seekers]++
	}
	return b.of, nil
}

// Sum adds the stations up.
func Sum(of map[uint16]*Count) *Count {
	all := New()
	for _, c := range of {
		all.Add(c)
	}
	return all
}
