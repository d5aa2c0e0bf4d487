package archive

import (
	"context"

	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

func dumpProposals(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var r struct {
			Proposal string `json:"proposal"`
			Number   string `json:"number"`
			Title    string `json:"title"`
			Name     string `json:"name,omitempty"`
			State    string `json:"state"`
			Station  int    `json:"station"`
			Posting  string `json:"posting,omitempty"`
			Reason   string `json:"reason,omitempty"`
			At       string `json:"at"`
		}
		var tag, box, firm, raw []byte
		var at int64
		if err := scan(&r.Proposal, &r.Number, &raw, &firm, &r.State, &r.Station, &r.Posting, &r.Reason, &at, &tag, &box); err != nil {
			return err
		}
		var p record.Posting
		var f record.Employer
		var who record.Proposer
		if err := record.Unmarshal(raw, &p); err != nil {
			return err
		}
		if err := record.Unmarshal(firm, &f); err != nil {
			return err
		}
		if err := openOr(ctx, tx, tag, box, &who); err != nil {
			return err
		}
		r.Title, r.Name, r.At = p.Title, f.Name, moment(at)
		if r.Name == "" {
			r.Name = who.Called
		}
		return emit(r)
	}, `SELECT id, number, body, firm, state, station, posting, reason, at, tag, box FROM proposal ORDER BY at, id`)
}
