package command

import (
	"context"
	"encoding/json"
	"strings"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// postingArgs are the fields of posting.open. reasons are what staff gave for a warning, by its code.
type postingArgs struct {
	verb
	Employer   market.EmployerID     `json:"employer"`
	Trade      market.TradeID        `json:"trade"`
	Title      string                `json:"title"`
	Headcount  int                   `json:"headcount"`
	Pay        yuan                  `json:"pay"`
	Unit       market.PayUnit        `json:"unit"`
	Settlement market.SettlementKind `json:"settlement"`
	Area       market.AreaCode       `json:"area"`
	Place      string                `json:"place"`
	Start      minute                `json:"start"`
	End        minute                `json:"end"`
	Closes     minute                `json:"closes"`
	MeetTime   string                `json:"meet_time"`
	MeetPlace  string                `json:"meet_place"`
	Meals      bool                  `json:"meals"`
	Lodging    bool                  `json:"lodging"`
	Transport  bool                  `json:"transport"`
	Insurance  string                `json:"insurance"`
	Agreement  bool                  `json:"agreement"`
	Source     market.Source         `json:"source"`
	Notes      string                `json:"notes"`
	Share      market.Share          `json:"share"`
	Reasons    map[string]string     `json:"reasons"`
}

// minute is a time of the contract in its one written form; what cannot be read stays as it
// is, for Validate to name the field.
type minute market.Minute

// UnmarshalJSON reads a string.
func (m *minute) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return &market.Error{Code: "bad_time"}
	}
	if v, err := market.ParseMinute(s); err == nil {
		*m = minute(v)
		return nil
	}
	*m = minute(s)
	return nil
}

func (a *postingArgs) posting() market.Posting {
	return market.Posting{
		Employer: a.Employer, Trade: a.Trade, Title: a.Title, Headcount: a.Headcount, Pay: market.Fen(a.Pay), Unit: a.Unit,
		Settlement: a.Settlement, Area: a.Area, Place: a.Place, Start: market.Minute(a.Start), End: market.Minute(a.End),
		Closes: market.Minute(a.Closes), MeetTime: a.MeetTime, MeetPlace: a.MeetPlace, Meals: a.Meals, Lodging: a.Lodging,
		Transport: a.Transport, Insurance: a.Insurance, Agreement: a.Agreement, Source: a.Source, Notes: a.Notes, Share: a.Share,
	}
}

func (e *Exec) postingOpen(ctx context.Context, a *postingArgs) (reply, error) {
	p := a.posting()
	p.Normalize()
	warnings := e.desk.Screen(&p).Warnings
	id, err := e.desk.OpenPostingBecause(ctx, desk.Self, p, given(a.Reasons, warnings))
	if err != nil {
		return nil, err
	}
	return reply{"posting": id, "warnings": e.findings(warnings)}, nil
}

// given are the reasons for what is warned of; what is said of nothing is passed over.
func given(reasons map[string]string, warnings []wording.Finding) map[string]string {
	out := map[string]string{}
	for _, code := range wording.Codes(warnings) {
		if words := strings.TrimSpace(reasons[code]); words != "" {
			out[code] = words
		}
	}
	return out
}

// argsOf writes a posting back as the fields of the contract, so that a revision can be read
// over them.
func argsOf(p *market.Posting) postingArgs {
	return postingArgs{
		Employer: p.Employer, Trade: p.Trade, Title: p.Title, Headcount: p.Headcount, Pay: yuan(p.Pay), Unit: p.Unit,
		Settlement: p.Settlement, Area: p.Area, Place: p.Place, Start: minute(p.Start), End: minute(p.End),
		Closes: minute(p.Closes), MeetTime: p.MeetTime, MeetPlace: p.MeetPlace, Meals: p.Meals, Lodging: p.Lodging,
		Transport: p.Transport, Insurance: p.Insurance, Agreement: p.Agreement, Source: p.Source, Notes: p.Notes, Share: p.Share,
	}
}

// postingRevise reads the fields that are given over those of the posting as it stands.
func postingRevise(e *Exec, ctx context.Context, line []byte) (reply, error) {
	var args struct {
		postingArgs
		Posting market.PostingID `json:"posting"`
	}
	if err := decode(line, &args); err != nil {
		return nil, err
	}
	old, err := e.desk.Store().Posting(ctx, args.Posting)
	if err != nil {
		return nil, err
	}
	args.postingArgs = argsOf(&old.Posting)
	if err := decode(line, &args); err != nil {
		return nil, err
	}
	id := args.Posting
	asked, err := e.desk.RevisePosting(ctx, desk.Self, id, func(p *market.Posting) {
		*p = args.posting()
		p.ID = id
	})
	r := reply{}
	if asked {
		r["pending"] = true
	}
	return r, err
}

type postingID struct {
	verb
	Posting market.PostingID `json:"posting"`
	Reason  string           `json:"reason"`
}

func (e *Exec) postingClose(ctx context.Context, a *postingID) (reply, error) {
	return reply{}, e.desk.ClosePosting(ctx, desk.Self, a.Posting, a.Reason)
}

func (e *Exec) postingList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Postings(ctx, store.Filter{})
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, p := range l {
		state := "open"
		switch {
		case p.Closed:
			state = "closed"
		case p.Withheld != "":
			state = "withheld"
		}
		out[i] = reply{
			"posting": p.ID, "title": p.Title, "headcount": p.Headcount, "taken": p.Taken, "places_here": p.PlacesHere, "state": state,
		}
		if p.Withheld != "" {
			out[i]["withheld"] = strings.Fields(p.Withheld)
		}
		if p.HeadsAsked != 0 { // 待同步
			out[i]["headcount_asked"] = p.HeadsAsked
		}
	}
	return reply{"postings": out}, nil
}
