package rank_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
)

const (
	village  = market.AreaCode("410423106204")
	township = market.AreaCode("410423106000")
	other    = market.AreaCode("410423107000") // of the same county
	abroad   = market.AreaCode("410425000000") // another county
)

// anyPerson and anyJob draw what a hall may hold; few values each, so that they often meet.
func anyPerson(t *rapid.T, n int) rank.Person {
	trades := []market.TradeID{"loader", "mason", "driver_truck", "harvest", "general"}
	bosses := rapid.MapOf(rapid.SampledFrom([]market.EmployerID{"e1", "e2", "e3"}), rapid.Bool())
	return rank.Person{
		ID: market.WorkerID(fmt.Sprintf("12-1-%d", n)), Number: n,
		Trades: rapid.SliceOfNDistinct(rapid.SampledFrom(trades), 0, 3, rapid.ID[market.TradeID]).Draw(t, "trades"),
		Home:   rapid.SampledFrom([]market.AreaCode{"", village, township, other, abroad}).Draw(t, "home"),
		Reach:  rapid.SampledFrom(append([]market.Reach{""}, market.Reaches...)).Draw(t, "reach"),
		Pay:    rapid.SampledFrom([]market.Fen{0, 100_00, 200_00}).Draw(t, "pay"),
		Grade:  rapid.SampledFrom([]market.Grade{market.GradeA, market.GradeB, market.GradeC}).Draw(t, "grade"),
		Waited: rapid.IntRange(0, 500).Draw(t, "waited"),
		Worked: bosses.Draw(t, "worked"), Never: bosses.Draw(t, "never"),
		Praised: rapid.Bool().Draw(t, "praised"), NoShows: rapid.IntRange(0, 5).Draw(t, "no shows"),
		Busy: rapid.SliceOfN(rapid.Custom(anyShift), 0, 2).Draw(t, "busy"),
	}
}

func anyShift(t *rapid.T) market.Shift {
	from := rapid.IntRange(0, 20).Draw(t, "from")
	return market.Shift{First: rapid.SampledFrom([]string{"2026-11-22", "2026-11-23"}).Draw(t, "day"), Days: rapid.IntRange(1, 2).Draw(t, "days"), From: from * 60, To: from*60 + 240}
}

func anyJob(t *rapid.T) rank.Job {
	return rank.Job{
		ID:       market.PostingID(fmt.Sprintf("12-1-%d", rapid.IntRange(1000, 1003).Draw(t, "job"))),
		Employer: rapid.SampledFrom([]market.EmployerID{"e1", "e2", "e3"}).Draw(t, "employer"),
		Trade:    rapid.SampledFrom([]market.TradeID{"loader", "mason", "driver_truck", "harvest", "general"}).Draw(t, "trade"),
		Area:     rapid.SampledFrom([]market.AreaCode{village, township, other, abroad}).Draw(t, "area"),
		Pay:      rapid.SampledFrom([]market.Fen{100_00, 150_00, 200_00}).Draw(t, "offers"), Unit: "day",
		Shift: rapid.Custom(anyShift).Draw(t, "shift"), Left: rapid.IntRange(0, 3).Draw(t, "left"),
	}
}

func hall(people ...rank.Person) *rank.Hall {
	return rank.NewHall(assets.Trades(), assets.Areas(), people)
}

func people(t *rapid.T) []rank.Person {
	out := make([]rank.Person, rapid.IntRange(1, 12).Draw(t, "people"))
	for i := range out {
		out[i] = anyPerson(t, i+1)
	}
	return out
}

// position of somebody among candidates, -1 where they are not.
func position(pairs []rank.Pair, id market.WorkerID) int {
	return slices.IndexFunc(pairs, func(p rank.Pair) bool { return p.Person == id })
}

// Two people who are the same in all but the grade and who came first: A is above B, B above C, in a
// queue, in a lottery and among the suggested pairs.
func TestGradeIsNeverBelowItsEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := people(t)
		twin := all[rapid.IntRange(0, len(all)-1).Draw(t, "one")]
		if twin.Grade == market.GradeA {
			twin.Grade = market.GradeB
		}
		better := twin
		better.Grade++
		better.ID, better.Number = "12-1-900", 900 // came last
		all = append(all, better)
		for i := range all {
			if all[i].ID == twin.ID {
				all[i] = twin
			}
		}
		h, j := hall(all...), anyJob(t)
		seed := rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "seed")
		numbers := make([]int, len(all))
		for i, p := range all {
			numbers[i] = p.Number
		}
		for way, list := range map[string][]rank.Pair{"queue": h.Candidates(j, 100), "lottery": h.Drawn(j, rank.Lottery(seed, numbers))} {
			b, worse := position(list, better.ID), position(list, twin.ID)
			if (b < 0) != (worse < 0) || b > worse {
				t.Fatalf("%s: %s at %d, %s at %d", way, better.Grade, b, twin.Grade, worse)
			}
		}
		pairs := h.Pairs([]rank.Job{j}, 100)
		if b, worse := position(pairs, better.ID), position(pairs, twin.ID); worse >= 0 && (b < 0 || b > worse) {
			t.Fatalf("pairs: %s at %d, %s at %d", better.Grade, b, twin.Grade, worse)
		}
	})
}

// Who wants no more of the other, or has work then, appears in no list.
func TestNeverAppears(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, jobs := people(t), rapid.SliceOfNDistinct(rapid.Custom(anyJob), 1, 3, func(j rank.Job) market.PostingID { return j.ID }).Draw(t, "jobs")
		h := hall(all...)
		numbers := make([]int, len(all))
		for i, p := range all {
			numbers[i] = p.Number
		}
		lists := [][]rank.Pair{h.Pairs(jobs, 100)}
		for _, j := range jobs {
			lists = append(lists, h.Candidates(j, 100), h.Drawn(j, rank.Lottery(make([]byte, 16), numbers)))
			for _, p := range all {
				if pair, bar := h.Weigh(p.ID, j); bar == rank.NoBar {
					lists = append(lists, []rank.Pair{pair})
				}
			}
		}
		for _, l := range lists {
			for _, pair := range l {
				p := all[pair.Number-1]
				j := jobs[slices.IndexFunc(jobs, func(j rank.Job) bool { return j.ID == pair.Job })]
				if p.Never[j.Employer] {
					t.Fatalf("%s is sent to %s again", p.ID, j.Employer)
				}
				if slices.ContainsFunc(p.Busy, j.Shift.Clashes) {
					t.Fatalf("%s has other work then", p.ID)
				}
			}
		}
	})
}

// Nobody is suggested twice, no job more often than it has places, and no pair that is left is better
// than the last one given.
func TestPairsShareOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, jobs := people(t), rapid.SliceOfNDistinct(rapid.Custom(anyJob), 1, 3, func(j rank.Job) market.PostingID { return j.ID }).Draw(t, "jobs")
		most := rapid.IntRange(1, 8).Draw(t, "most")
		pairs := hall(all...).Pairs(jobs, most)
		if len(pairs) > most {
			t.Fatalf("%d pairs, at most %d", len(pairs), most)
		}
		gone, given := map[market.WorkerID]bool{}, map[market.PostingID]int{}
		for i, p := range pairs {
			if gone[p.Person] {
				t.Fatalf("%s twice", p.Person)
			}
			gone[p.Person] = true
			given[p.Job]++
			if i > 0 && p.Points > pairs[i-1].Points {
				t.Fatalf("%d points after %d", p.Points, pairs[i-1].Points)
			}
		}
		free := 0
		for _, j := range jobs {
			if given[j.ID] > j.Left {
				t.Fatalf("%s has %d places and %d people", j.ID, j.Left, given[j.ID])
			}
			for _, p := range hall(all...).Candidates(j, 100) {
				if given[j.ID] < j.Left && !gone[p.Person] {
					free++
				}
			}
		}
		if len(pairs) < most && free > 0 {
			t.Fatalf("%d pairs of at most %d, and %d more would do", len(pairs), most, free)
		}
	})
}

// What is said is what counted: the points of the reasons are the points of the pair, none counts
// nothing but a lot, none is said twice, and taking away what one speaks of takes its points away.
func TestReasonsAreWhatCounted(t *testing.T) {
	without := map[string]func(*rank.Person, *rank.Job){
		rank.ByTrade:   func(p *rank.Person, _ *rank.Job) { p.Trades = nil },
		rank.ByGroup:   func(p *rank.Person, _ *rank.Job) { p.Trades = nil },
		rank.ByVillage: func(p *rank.Person, _ *rank.Job) { p.Home = "" }, rank.ByTownship: func(p *rank.Person, _ *rank.Job) { p.Home = "" },
		rank.ByCounty: func(p *rank.Person, _ *rank.Job) { p.Home = "" },
		rank.ByGradeA: func(p *rank.Person, _ *rank.Job) { p.Grade = market.GradeC }, rank.ByGradeB: func(p *rank.Person, _ *rank.Job) { p.Grade = market.GradeC },
		rank.ByWait:   func(p *rank.Person, _ *rank.Job) { p.Waited = 0 },
		rank.ByWorked: func(p *rank.Person, _ *rank.Job) { p.Worked = nil },
		rank.ByPraise: func(p *rank.Person, _ *rank.Job) { p.Praised = false },
		rank.ByPay:    func(p *rank.Person, _ *rank.Job) { p.Pay = 0 }, rank.ByLowPay: func(p *rank.Person, _ *rank.Job) { p.Pay = 0 },
		rank.ByNoShow: func(p *rank.Person, _ *rank.Job) { p.NoShows = 0 },
	}
	rapid.Check(t, func(t *rapid.T) {
		p, j := anyPerson(t, 1), anyJob(t)
		pair, bar := hall(p).Weigh(p.ID, j)
		if bar != rank.NoBar {
			return
		}
		sum, said := 0, map[string]bool{}
		for _, r := range pair.Reasons {
			if r.Points == 0 || said[r.Code] {
				t.Fatalf("%+v", pair.Reasons)
			}
			sum += r.Points
			said[r.Code] = true
			fewer, job := p, j
			without[r.Code](&fewer, &job)
			again, bar := hall(fewer).Weigh(p.ID, job)
			if bar != rank.NoBar {
				continue // no papers for it
			}
			if again.Points != pair.Points-r.Points {
				t.Fatalf("without %s %d points, with it %d", r.Code, again.Points, pair.Points)
			}
			if len(again.Reasons) != len(pair.Reasons)-1 {
				t.Fatalf("without %s it says %+v, with it %+v", r.Code, again.Reasons, pair.Reasons)
			}
		}
		if sum != pair.Points {
			t.Fatalf("the reasons give %d points, the pair has %d", sum, pair.Points)
		}
	})
}

func TestLottery(t *testing.T) {
	seed := []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
	// Worked out with printf and sha256sum.
	if got, want := rank.Lottery(seed, []int{3, 12, 31, 44, 57}), []int{57, 44, 12, 31, 3}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfDistinct(rapid.IntRange(1, 10_000), rapid.ID[int]).Draw(t, "numbers")
		seed := rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "seed")
		first := rank.Lottery(seed, numbers)
		again := rank.Lottery(seed, rapid.Permutation(numbers).Draw(t, "asked otherwise"))
		if !slices.Equal(first, again) {
			t.Fatalf("%v, then %v", first, again)
		}
		slices.Sort(again)
		want := slices.Sorted(slices.Values(numbers))
		if !slices.Equal(again, want) {
			t.Fatalf("%v took part, %v came out", want, again)
		}
	})
}

// Every number comes first about as often as any other: 64 numbers, 6,400 seeds, and a chi-square
// of 63 degrees of freedom that is exceeded once in 10^9 honest draws.
func TestLotteryIsFair(t *testing.T) {
	numbers := make([]int, 64)
	for i := range numbers {
		numbers[i] = i + 1
	}
	const seeds = 6400
	first := map[int]float64{}
	for i := range seeds {
		first[rank.Lottery([]byte{byte(i >> 8), byte(i)}, numbers)[0]]++
	}
	chi, want := 0.0, float64(seeds)/float64(len(numbers))
	for _, n := range numbers {
		chi += (first[n] - want) * (first[n] - want) / want
	}
	if chi > 150 {
		t.Errorf("chi-square %.0f: %v", chi, first)
	}
}

// What is in the way is said, and that one wants no more of the other before all else.
func TestBars(t *testing.T) {
	shift := market.Shift{First: "2026-11-23", Days: 1, From: 480, To: 1020}
	job := rank.Job{ID: "12-1-1000", Employer: "e1", Trade: "mason", Area: other, Pay: 150_00, Unit: "day", Shift: shift, Left: 1}
	for name, c := range map[string]struct {
		change func(*rank.Person, *rank.Job)
		want   rank.Bar
	}{
		"nothing": {func(*rank.Person, *rank.Job) {}, rank.NoBar},
		"no more": {func(p *rank.Person, _ *rank.Job) {
			p.Never, p.Busy = map[market.EmployerID]bool{"e1": true}, []market.Shift{shift}
		}, rank.Never},
		"of another":     {func(p *rank.Person, _ *rank.Job) { p.Never = map[market.EmployerID]bool{"e2": true} }, rank.NoBar},
		"has work":       {func(p *rank.Person, _ *rank.Job) { p.Busy = []market.Shift{shift} }, rank.Busy},
		"another trade":  {func(p *rank.Person, _ *rank.Job) { p.Trades = []market.TradeID{"sewing"} }, rank.Unable},
		"the same kind":  {func(p *rank.Person, _ *rank.Job) { p.Trades = []market.TradeID{"general"} }, rank.NoBar},
		"without papers": {func(p *rank.Person, j *rank.Job) { p.Trades, j.Trade = nil, "scaffold" }, rank.Unable},
		"no trade said":  {func(p *rank.Person, _ *rank.Job) { p.Trades = nil }, rank.NoBar},
		"too far":        {func(p *rank.Person, _ *rank.Job) { p.Reach = "township" }, rank.TooFar},
		"far enough":     {func(p *rank.Person, _ *rank.Job) { p.Reach = "county" }, rank.NoBar},
		"home not known": {func(p *rank.Person, _ *rank.Job) { p.Home, p.Reach = "", "village" }, rank.NoBar},
	} {
		t.Run(name, func(t *testing.T) {
			p, j := rank.Person{ID: "12-1-1", Number: 1, Trades: []market.TradeID{"mason"}, Home: village}, job
			c.change(&p, &j)
			if _, got := hall(p).Weigh(p.ID, j); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
