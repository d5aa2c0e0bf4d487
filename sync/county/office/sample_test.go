package office_test

import (
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// sample is a county in the middle of a day, with a bit of everything that waits for the office.
// People and firms are invented; places are real.
type sample struct {
	county, wawu, dongzhou, village *station
	silent                          *station
	double                          [2]market.Ref // two matches on one place
	posting                         market.Ref    // of these
	complaint, proposal             market.Ref
	helped, employer                market.Ref
}

// townships of 鲁山县, by their place in the gazetteer.
var towns = []market.AreaCode{"410423100000", "410423101000", "410423102000", "410423103000", "410423104000", "410423105000", "410423107000", "410423108000"}

func (d *desk) sample() *sample {
	d.t.Helper()
	noon := d.now
	d.now = noon.Add(-75 * time.Hour)
	s := &sample{silent: d.enrol("410423107201")}
	s.silent.checkIn(s.silent.person("周大山", "18900000601"), 1)
	s.silent.sync()
	d.now = noon.Add(-20 * time.Minute)
	s.county, s.wawu, s.dongzhou, s.village = d.enrol(lushan), d.enrol(wawu), d.enrol("410423212000"), d.enrol(village)
	s.employer = s.county.employer("姚吴程粮库", "18900000201")
	job := func(title, trade string, area market.AreaCode, heads int, pay market.Fen) market.Ref {
		return s.county.job(s.employer, record.Posting{
			Trade: market.TradeID(trade), Title: title, Headcount: heads, Pay: pay, Area: area, Start: "2026-11-22T07:30", End: "2026-11-23T17:30",
			Place: "粮库东门", Settlement: "same_day", Meals: true,
		})
	}
	s.posting = job("卸化肥", "loader", wawu, 4, 190_00)
	var jobs []market.Ref
	for i, town := range towns {
		if _, ok := areas().Get(town); ok {
			jobs = append(jobs, job("摘葡萄", "harvest", town, 4+3*i%11, 130_00))
		}
	}
	number := 0
	for i, j := range jobs {
		for place := 1; place <= 1+i%4; place++ {
			number++
			w := s.county.person(fmt.Sprintf("王%d生", number), fmt.Sprintf("189000003%02d", number))
			s.county.checkIn(w, number)
			s.county.take(j, w, place)
		}
	}
	s.county.sync()
	ma, guo := s.wawu.person("马建国", "18900007721"), s.village.person("郭小军", "18900000954")
	s.double[0], s.double[1] = s.wawu.take(s.posting, ma, 3), s.village.take(s.posting, guo, 3)
	s.wawu.checkIn(ma, 1)
	s.village.checkIn(guo, 1)
	s.wawu.sync()
	s.village.sync()
	s.complaint = s.wawu.complain(market.WagesOwed, market.FollowNo(7719034), 2160_00, s.posting, "马师傅", "18900007721")
	s.dongzhou.complain(market.FeeAsked, market.FollowNo(5206183), 100_00, market.Ref{}, "", "")
	s.proposal = s.wawu.propose(market.FollowNo(3380552), record.Posting{
		Trade: "loader", Title: "电子厂普工，先交押金", Headcount: 40, Pay: 6500_00, Unit: "month", Area: wawu, Start: "2026-11-24T08:00", Share: "county",
	}, record.Employer{Name: "某劳务公司", Kind: "company"}, "赵经理", "18900003390")
	s.dongzhou.propose(market.FollowNo(9102667), record.Posting{
		Trade: "mason", Title: "垒院墙", Headcount: 2, Pay: 260_00, Unit: "day", Settlement: "same_day", Area: "410423212000", Start: "2026-11-24T08:00", Share: "county",
	}, record.Employer{Kind: "individual"}, "孔师傅", "18900003391")
	tag, key := seal.New()
	wrapped, err := seal.Wrap(s.wawu.wrap, tag, key)
	if err != nil {
		d.t.Fatal(err)
	}
	s.wawu.keys = append(s.wawu.keys, wire.Key{Tag: tag, Wrapped: wrapped})
	s.helped = s.wawu.write(record.WorkerRegistered, s.wawu.new(), record.Worker{}, sealed(d, tag, key, record.Person{Name: "陈桂花", Phone: "18900004455", BirthYear: 1972}, false))
	s.wawu.write(record.HelpSettled, s.helped, record.Settlement{}, sealed(d, tag, key, record.Need{Hardships: []market.Hardship{market.LowIncome}, Words: "村里开的证明"}, false))
	s.wawu.take(s.posting, s.helped, 1)
	s.village.write("posting.borrowed", s.village.new(), struct{}{}) // of a newer program: cannot be used
	s.wawu.sync()
	s.dongzhou.sync()
	s.village.sync()
	d.now = noon
	return s
}
