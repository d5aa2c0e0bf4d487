package rank_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/market/rank"
)

// crowd is a hall of n people from every village, each with some trades, and sixty jobs.
func crowd(n int) ([]rank.Person, []rank.Job) {
	r := rand.New(rand.NewPCG(1, 2))
	var villages []market.AreaCode
	for _, tw := range assets.Areas().Townships("410423000000") {
		for _, v := range assets.Areas().Villages(tw.Code) {
			villages = append(villages, v.Code)
		}
	}
	trades := assets.Trades().All()
	people := make([]rank.Person, n)
	for i := range people {
		people[i] = rank.Person{
			ID: market.WorkerID(fmt.Sprintf("12-1-%d", i)), Number: i + 1, Home: villages[r.IntN(len(villages))],
			Trades: []market.TradeID{trades[r.IntN(len(trades))].ID, trades[r.IntN(len(trades))].ID},
			Grade:  market.Grade(r.IntN(3)), Waited: r.IntN(300),
		}
	}
	jobs := make([]rank.Job, 60)
	for i := range jobs {
		jobs[i] = rank.Job{
			ID: market.PostingID(fmt.Sprintf("12-1-%d", 1_000_000+i)), Employer: market.EmployerID(fmt.Sprintf("12-1-%d", 2_000_000+i)),
			Trade: trades[r.IntN(len(trades))].ID, Area: villages[r.IntN(len(villages))], Pay: 150_00, Unit: "day", Left: 5,
			Shift: market.Shift{First: "2026-11-23", Days: 1, From: 480, To: 1020},
		}
	}
	return people, jobs
}

// BenchmarkPairs suggests twelve pairs among 10,000 people and 60 jobs.
func BenchmarkPairs(b *testing.B) {
	people, jobs := crowd(10_000)
	for b.Loop() {
		if got := rank.NewHall(assets.Trades(), assets.Areas(), people).Pairs(jobs, 12); len(got) != 12 {
			b.Fatal(len(got))
		}
	}
}

// BenchmarkCandidates lists the first forty of 10,000 people for one job.
func BenchmarkCandidates(b *testing.B) {
	people, jobs := crowd(10_000)
	h := rank.NewHall(assets.Trades(), assets.Areas(), people)
	for b.Loop() {
		h.Candidates(jobs[0], 40)
	}
}
