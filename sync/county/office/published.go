package office

import (
	"strconv"
	"strings"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const (
	noticesPath   = Root + "/notices"
	trainingsPath = Root + "/trainings"
)

// publishedPages are those about what stations show: notices, texts of policies, courses and places for
// trainees. An office publishes for its own area.
var publishedPages = []Page{
	{Route: "GET " + noticesPath, Nav: "notices", Least: market.LevelCounty, Do: noticesPage},
	{Route: "GET " + noticesPath + "/{id}", Nav: "notices", Least: market.LevelCounty, Of: AWord, Do: noticePage},
	{Route: "POST " + noticesPath + "/{id}/withdraw", Nav: "notices", Least: market.LevelCounty, Of: AWord, Do: withdrawNotice},
	{Route: "POST " + noticesPath + "/{id}/change", Nav: "notices", Least: market.LevelCounty, Of: AWord, Do: changeNotice},
	{Route: "GET " + Root + "/areas/{id}/notices", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: newNoticePage},
	{Route: "POST " + Root + "/areas/{id}/notices", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: newNotice},
	{Route: "GET " + trainingsPath + "/{id}", Nav: "notices", Least: market.LevelCounty, Of: AWord, Do: trainingPage},
	{Route: "POST " + trainingsPath + "/{id}/withdraw", Nav: "notices", Least: market.LevelCounty, Of: AWord, Do: withdrawTraining},
	{Route: "POST " + trainingsPath + "/{id}/change", Nav: "notices", Least: market.LevelCounty, Of: AWord, Do: changeTraining},
	{Route: "GET " + Root + "/areas/{id}/trainings", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: newTrainingPage},
	{Route: "POST " + Root + "/areas/{id}/trainings", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: newTraining},
}

// published lets through to what the county published for the officer's own area; what a wider office
// published is shown in the list and changed there.
func (o *Office) published(v *Visit) error {
	ref, err := market.ParseRef(v.ID())
	if err != nil {
		return market.Refuse("not_found")
	}
	area, err := o.archive.PublishedFor(v.Context(), ref)
	if err != nil {
		return err
	}
	if v.Reach.Station != 0 || !v.Area.Covers(area) && (area != "" || v.Level() != market.LevelCity) {
		return market.Refuse("not_found")
	}
	v.Refs, v.Where = []market.Ref{ref}, area
	return nil
}

// noticesView is what stations of the area show, and what they no longer show.
type noticesView struct {
	Notices   []archive.NoticeRow
	Trainings []archive.TrainingRow
	Topic     market.Topic
	Topics    []market.Topic
	Today     string
	Gone      bool // what is withdrawn or over, too
	Agreement market.Agreement
}

func noticesPage(v *Visit) error {
	view := noticesView{Topic: market.Topic(v.Query("topic")), Topics: market.NoticeTopics, Today: market.MinuteOf(v.Now()).Date(), Gone: v.Query("all") != ""}
	notices, err := v.Archive().Notices(v.Context(), v.Area)
	if err != nil {
		return err
	}
	for _, n := range notices {
		if (view.Gone || !view.Over(n.Withdrawn, n.Until)) && (view.Topic == "" || view.Topic == n.Topic) {
			view.Notices = append(view.Notices, n)
		}
	}
	trainings, err := v.Archive().Trainings(v.Context(), v.Area)
	if err != nil {
		return err
	}
	for _, t := range trainings {
		if view.Gone || !view.Over(t.Withdrawn, t.LastDay()) {
			view.Trainings = append(view.Trainings, t)
		}
	}
	if view.Agreement, _, err = v.Archive().Agreements(v.Context(), v.Area); err != nil {
		return err
	}
	return v.Show("notices", view)
}

// Over says whether something is no longer shown.
func (n noticesView) Over(withdrawn bool, last string) bool {
	return withdrawn || last != "" && last < n.Today
}

// Mine says whether the officer may change what is for an area.
func (n noticesView) Mine(me archive.Officer, area market.AreaCode) bool {
	return area == "" && me.Level() == market.LevelCity || area != "" && me.Area.Covers(area)
}

// noticeView is a notice's form; ID is "" for a new one.
type noticeView struct {
	archive.NoticeRow
	Topics []market.Topic
	To     market.AreaCode
}

func newNoticePage(v *Visit) error {
	return v.Show("notice", noticeView{NoticeRow: archive.NoticeRow{Notice: market.Notice{From: market.MinuteOf(v.Now()).Date()}}, Topics: market.NoticeTopics, To: v.Where})
}

func noticePage(v *Visit) error {
	n, err := v.Archive().Notice(v.Context(), market.NoticeID(v.ID()))
	if err != nil {
		return err
	}
	return v.Show("notice", noticeView{NoticeRow: n, Topics: market.NoticeTopics, To: n.Area})
}

func newNotice(v *Visit) error    { return v.publishNotice("") }
func changeNotice(v *Visit) error { return v.publishNotice(market.NoticeID(v.ID())) }

func (v *Visit) publishNotice(id market.NoticeID) error {
	n := market.Notice{
		Topic: market.Topic(v.Form("topic")), Title: v.Form("title"), Second: v.Form("second"), Text: v.paragraphs("text"),
		From: v.Form("from"), Until: v.Form("until"), Area: v.Where,
	}
	if _, err := v.Archive().PublishNotice(v.Context(), id, n); err != nil {
		return err
	}
	return v.Go(noticesPath, "published")
}

func withdrawNotice(v *Visit) error {
	if err := v.Archive().WithdrawNotice(v.Context(), market.NoticeID(v.ID())); err != nil {
		return err
	}
	return v.Go(noticesPath, "withdrawn")
}

// trainingView is a course's form.
type trainingView struct {
	archive.TrainingRow
	Trades []market.Trade
	To     market.AreaCode
}

func newTrainingPage(v *Visit) error {
	t := archive.TrainingRow{Training: market.Training{Seats: 20}}
	if v.Query("kind") == string(market.Internship) {
		t.Kind = market.Internship
	}
	return v.Show("training", trainingView{TrainingRow: t, Trades: v.office.trades.All(), To: v.Where})
}

func trainingPage(v *Visit) error {
	t, err := v.Archive().Training(v.Context(), market.TrainingID(v.ID()))
	if err != nil {
		return err
	}
	return v.Show("training", trainingView{TrainingRow: t, Trades: v.office.trades.All(), To: t.Area})
}

func newTraining(v *Visit) error    { return v.publishTraining("") }
func changeTraining(v *Visit) error { return v.publishTraining(market.TrainingID(v.ID())) }

func (v *Visit) publishTraining(id market.TrainingID) error {
	t := market.Training{
		Title: v.Form("title"), Trade: market.TradeID(v.Form("trade")), Place: v.Form("place"), From: v.Form("from"), Until: v.Form("until"),
		Kind: market.CourseKind(v.Form("kind")), Area: v.Where,
	}
	err := v.numbers(&t)
	if err == nil {
		_, err = v.Archive().PublishTraining(v.Context(), id, t)
	}
	if err != nil {
		return err
	}
	return v.Go(noticesPath, "published")
}

// numbers reads the fields of a course that are numbers; the fee is whole yuan.
func (v *Visit) numbers(t *market.Training) error {
	var fee int
	for _, f := range []struct {
		field, code string
		to          *int
		least       int
	}{{"fee", "bad_pay", &fee, 0}, {"days", "too_many_days", &t.Days, 0}, {"seats", "bad_headcount", &t.Seats, 1}} {
		said := v.Form(f.field)
		if said == "" && f.least == 0 {
			continue
		}
		n, err := strconv.Atoi(said)
		if err != nil || n < f.least || n > int(market.MaxPay/100) {
			return &market.Error{Code: f.code, Field: f.field}
		}
		*f.to = n
	}
	t.Fee = market.Fen(fee) * 100
	return nil
}

func withdrawTraining(v *Visit) error {
	if err := v.Archive().WithdrawTraining(v.Context(), market.TrainingID(v.ID())); err != nil {
		return err
	}
	return v.Go(noticesPath, "withdrawn")
}

// paragraphs is a field of several lines, without space at their ends.
func (v *Visit) paragraphs(name string) string {
	lines := strings.Split(strings.ReplaceAll(v.Form(name), "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.Join(lines, "\n")
}
