package archive

import (
	"context"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// recently is since when conflicts are shown to offices: what was over two weeks ago nobody settles.
func (a *Archive) recently() string {
	return a.now().In(market.Zone).AddDate(0, 0, -14).Format(time.DateOnly)
}

// conflictsIn gives the conflicts of which every match was made within the reach: whoever decides
// one sees both people.
func (a *Archive) conflictsIn(ctx context.Context, tx *sqldb.Tx, r Reach) ([]Conflict, error) {
	people, err := a.busy.personal(ctx, tx, a.recently())
	if err != nil {
		return nil, err
	}
	all, err := unsettled(ctx, tx, people)
	if err != nil {
		return nil, err
	}
	known, err := inside(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	out := all[:0]
	for _, c := range all {
		whole := true
		for _, m := range c.Matches {
			ref, err := market.ParseRef(string(m))
			if err != nil {
				return nil, err
			}
			whole = whole && known[ref.Station]
		}
		if whole {
			out = append(out, c)
		}
	}
	return out, nil
}

// OddFact is a fact of the quarantine.
type OddFact struct {
	market.Origin
	Seq     uint64
	Kind    string
	Thing   string
	At      time.Time // by its maker's clock; zero where it cannot be read
	Why     string    // in the program's words, without anybody's data
	Blocked int       // places, or postings, that nobody gives until staff have looked
}

// Quarantine lists what stations within the reach sent and nobody could use.
func (a *Archive) Quarantine(ctx context.Context, r Reach) (rows []OddFact, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err = quarantineIn(ctx, tx, r)
		return err
	})
	return rows, err
}

func quarantineIn(ctx context.Context, tx *sqldb.Tx, r Reach) (rows []OddFact, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var o OddFact
		var raw []byte
		if err := scan(&o.Station, &o.Epoch, &o.Seq, &o.Kind, &raw, &o.Why, &o.Blocked); err != nil {
			return err
		}
		if f, err := record.Decode(raw); err == nil {
			o.Thing, o.At = f.ID.String(), time.UnixMilli(f.At).In(market.Zone)
		}
		rows = append(rows, o)
		return nil
	}, `SELECT q.station, q.epoch, q.seq, f.kind, f.bytes, q.why,
		(SELECT COUNT(*) FROM blocked b WHERE b.station = q.station AND b.epoch = q.epoch AND b.seq = q.seq)
		FROM quarantine q CROSS JOIN fact f ON f.station = q.station AND f.epoch = q.epoch AND f.seq = q.seq
		CROSS JOIN `+stationNow+` s ON s.no = q.station WHERE `+inReach+`
		AND NOT EXISTS (SELECT 1 FROM passed p WHERE p.station = q.station AND p.epoch = q.epoch AND p.seq = q.seq) ORDER BY f.rev DESC`, r.args()...)
	return rows, err
}
