package command

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// today is the civil day on which commands list what is shown.
func (e *Exec) today() string { return market.MinuteOf(e.desk.Store().Now()).Date() }

func (e *Exec) noticeList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Notices(ctx, e.today())
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, n := range l {
		out[i] = reply{"notice": n.ID, "topic": n.Topic, "title": n.Title, "second": n.Second, "text": n.Text}
	}
	return reply{"notices": out}, nil
}

func (e *Exec) trainingList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Trainings(ctx, e.today())
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, t := range l {
		out[i] = reply{"training": t.ID, "title": t.Title, "place": t.Place, "seats": t.Seats, "left": t.Left()}
		if t.From != "" {
			out[i]["from"] = t.From
		}
	}
	return reply{"trainings": out}, nil
}

type wishArgs struct {
	verb
	Training market.TrainingID `json:"training"`
	Phone    string            `json:"phone"`
	Name     string            `json:"name"`
}

func (e *Exec) trainingWish(ctx context.Context, a *wishArgs) (reply, error) {
	again, err := e.desk.WishTraining(ctx, desk.Self, a.Training, a.Phone, a.Name)
	return reply{"again": again}, err
}

type guidanceArgs struct {
	verb
	Topic market.Topic `json:"topic"`
	Phone string       `json:"phone"`
	Name  string       `json:"name"`
}

func (e *Exec) guidanceAsk(ctx context.Context, a *guidanceArgs) (reply, error) {
	id, err := e.desk.AskGuidance(ctx, desk.Self, a.Topic, a.Phone, a.Name)
	return reply{"guidance": id}, err
}

type guidanceAnswer struct {
	verb
	Guidance market.GuidanceID `json:"guidance"`
	Words    string            `json:"words"`
}

func (e *Exec) guidanceAnswer(ctx context.Context, a *guidanceAnswer) (reply, error) {
	return reply{}, e.desk.AnswerGuidance(ctx, desk.Self, a.Guidance, a.Words)
}

func (e *Exec) guidanceList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Guidance(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, g := range l {
		out[i] = reply{"guidance": g.ID, "topic": g.Topic, "answered": g.Answered}
	}
	return reply{"guidance": out}, nil
}

// stationPage is what the station's own page says; described is false while the county has said
// nothing and the usual lines stand there.
func (e *Exec) stationPage(ctx context.Context, _ *verb) (reply, error) {
	id, err := e.desk.Store().Identity(ctx)
	if err != nil {
		return nil, err
	}
	p, described, err := e.desk.Store().StationPage(ctx, id.Station)
	return reply{"page": p, "described": described}, err
}
