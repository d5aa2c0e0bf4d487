package ledger

import (
	"context"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// epochOpened keeps what a station calls by another name now, so that slips printed under the
// old name are found.
func (a *applier) epochOpened(b record.Opened) error {
	if b.Old == a.o.Epoch || b.Head < b.Common || len(b.Renamed) > record.MaxRenamed {
		return bad("epoch %s opened after %d", a.o, b.Old)
	}
	for _, r := range b.Renamed {
		if r.Old.Station != a.o.Station || r.Old.Epoch != b.Old || r.New.Market().Origin != a.o {
			return bad("%s renamed %s by %s", r.Old, r.New, a.o)
		}
	}
	for _, r := range b.Renamed {
		if err := a.exec(`INSERT INTO renamed (old, new) VALUES (?, ?) ON CONFLICT DO NOTHING`, r.Old.String(), r.New.String()); err != nil {
			return err
		}
	}
	return nil
}

// tables are those that facts fill. Persons' keys are not among them: no fact holds them.
var tables = []string{
	"employer", "posting", "place", "worker", "check_in", "match", "request", "recall", "station", "staff", "conflict", "renamed",
	"heads_ask", "heads_answer", "winner", "settled", "parked", "quarantine", "blocked", "passed", "erased", "generation",
	"same", "merged", "complaint", "guidance", "notice", "training", "wish", "station_page", "proposal",
	"consent", "wishes", "card",
	"listed", "check_in_left", "hall_cleared", "draw", "offer", "rating", "help", "proposal_check", "employer_flag", "red_list", "withheld",
	"posting_reason", "tag", "aid_note", "follow_up", "duty", "field_note", "event",
	"agreement",
}

// page is how many facts Rebuild holds in memory.
const page = 1000

// Rebuild makes the picture again from the facts that are stored, in the order in which they
// were stored.
func Rebuild(ctx context.Context, tx *sqldb.Tx) error {
	tx.NoteAll()
	for _, t := range tables {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+t); err != nil {
			return fmt.Errorf("clear %s: %w", t, err)
		}
	}
	for after := int64(0); ; {
		l, last, err := journal.Stored(ctx, tx, after, page)
		if err != nil || len(l) == 0 {
			return err
		}
		after = last
		for _, e := range l {
			if _, err := Take(ctx, tx, e); err != nil {
				return err
			}
		}
	}
}
