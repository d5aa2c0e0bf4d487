package archive

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// Conflict is something between matches that people must settle; all of them stand until then.
// It is worked out from what is there now, so it goes when a match is cancelled.
type Conflict struct {
	Kind    string           `json:"kind"` // record.DoublePlace, DoublePerson or TimeClash
	Posting market.PostingID `json:"posting,omitempty"`
	Place   int              `json:"place,omitempty"`
	Matches []market.MatchID `json:"matches"`          // in the order of identifiers
	Winner  market.MatchID   `json:"winner,omitempty"` // on one place: whose fact arrived first
}

// conflicts lists what staff have not settled. Of people with more than one match those of postings are
// looked at whose last day is since or later: "" for all there ever were, which takes seconds in a city.
func conflicts(ctx context.Context, tx *sqldb.Tx, since string) ([]Conflict, error) {
	found, _, err := clashes(ctx, tx, since, nil)
	if err != nil {
		return nil, err
	}
	return unsettled(ctx, tx, inOrder(found))
}

// conflictsOf lists what staff have not settled of the people and places of some matches.
func conflictsOf(ctx context.Context, tx *sqldb.Tx, matches []market.MatchID) ([]Conflict, error) {
	var workers []string
	for _, m := range matches {
		var w string
		err := tx.QueryRowContext(ctx, `SELECT worker FROM match WHERE id = ?`, string(m)).Scan(&w)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read match %s: %w", m, err)
		}
		workers = append(workers, w)
	}
	workers, err := registrations(ctx, tx, workers)
	if err != nil {
		return nil, err
	}
	found, _, err := clashes(ctx, tx, "", workers)
	if err != nil {
		return nil, err
	}
	return unsettled(ctx, tx, inOrder(found))
}

// unsettled puts two on one place before the conflicts of people, and leaves out what staff have settled.
func unsettled(ctx context.Context, tx *sqldb.Tx, people []Conflict) ([]Conflict, error) {
	all, err := doublePlaces(ctx, tx)
	if err != nil {
		return nil, err
	}
	all = append(all, people...)
	settled := map[string]bool{}
	err = each(ctx, tx, func(scan func(...any) error) error {
		var kind, matches string
		err := scan(&kind, &matches)
		settled[kind+" "+matches] = true
		return err
	}, `SELECT kind, matches FROM settled`)
	return slices.DeleteFunc(all, func(c Conflict) bool { return settled[c.key()] }), err
}

// key is how a settled conflict is found again.
func (c *Conflict) key() string {
	words := []string{c.Kind}
	for _, m := range c.Matches {
		words = append(words, string(m))
	}
	return strings.Join(words, " ")
}

func doublePlaces(ctx context.Context, tx *sqldb.Tx) ([]Conflict, error) {
	var all []Conflict
	err := each(ctx, tx, func(scan func(...any) error) error {
		var c Conflict
		var match market.MatchID
		if err := scan(&c.Kind, &c.Posting, &c.Place, &match, &c.Winner); err != nil {
			return err
		}
		if n := len(all); n == 0 || all[n-1].Posting != c.Posting || all[n-1].Place != c.Place {
			all = append(all, c)
		}
		last := &all[len(all)-1]
		last.Matches = append(last.Matches, match)
		return nil
	}, `SELECT c.kind, c.posting, c.place, m.id, COALESCE(n.match, '') FROM conflict c
		JOIN match m ON m.posting = c.posting AND m.place = c.place AND m.state <> 'cancelled'
		LEFT JOIN winner n ON n.posting = c.posting AND n.place = c.place
		ORDER BY c.posting, c.place, m.station, m.epoch, m.n`)
	return all, err
}

// busyPerson is somebody with more than one match that stands, these in the order of identifiers.
type busyPerson struct {
	name    string // a registration, or a person of the index
	matches []busyMatch
}

// busyMatch is a match of somebody who has more than one.
type busyMatch struct {
	id          market.MatchID
	worker      string
	posting     market.PostingID
	done        bool   // finished: nothing is left to settle about its time
	first, last string // civil days; a night shift ends on the last
}

// busyPeople gives everybody who has more than one match, of all registrations, or of some (which must
// be all of their people) where workers is not nil. Who cannot be told (erased, or without a phone) is taken for nobody
// else.
func busyPeople(ctx context.Context, tx *sqldb.Tx, since string, workers []string) ([]busyPerson, error) {
	var out []busyPerson
	from, args := `posting o CROSS JOIN match m ON m.posting = o.id`, []any{since}
	if workers != nil {
		names, err := json.Marshal(workers)
		if err != nil {
			return nil, fmt.Errorf("name workers: %w", err)
		}
		from, args = `json_each(?) j CROSS JOIN match m ON m.worker = j.value CROSS JOIN posting o ON o.id = m.posting`, []any{string(names), since}
	}
	err := each(ctx, tx, func(scan func(...any) error) error {
		var m busyMatch
		var person string
		if err := scan(&person, &m.id, &m.worker, &m.posting, &m.done, &m.first, &m.last); err != nil {
			return err
		}
		if n := len(out); n == 0 || person != out[n-1].name {
			out = append(out, busyPerson{name: person})
		}
		last := &out[len(out)-1]
		last.matches = append(last.matches, m)
		return nil
	}, `WITH busy AS MATERIALIZED (
			SELECT CASE WHEN k.tag IS NULL THEN m.worker ELSE HEX(i.person) END AS person, m.id, m.worker, m.posting, m.state, m.station, m.epoch, m.n,
				SUBSTR(o.start_at, 1, 10) AS first, COALESCE(DATE(o.last_day, '+1 day'), o.last_day) AS last
			FROM `+from+` LEFT JOIN identity i ON i.worker = m.worker LEFT JOIN worker r ON r.id = i.worker LEFT JOIN person_key k ON k.tag = r.tag
			WHERE o.state IN ('open', 'closed', 'withheld') AND o.last_day >= ? AND m.state <> 'cancelled')
		SELECT person, id, worker, posting, state = 'finished', first, last FROM busy
		WHERE person IN (SELECT person FROM busy GROUP BY person HAVING COUNT(*) > 1) ORDER BY person, station, epoch, n`, args...)
	return out, err
}

// shifts reads working times of postings, each once.
type shifts struct {
	ctx   context.Context
	tx    *sqldb.Tx
	known map[market.PostingID]market.Shift
}

func (s *shifts) of(id market.PostingID) (market.Shift, error) {
	if v, ok := s.known[id]; ok {
		return v, nil
	}
	var raw []byte
	if err := s.tx.QueryRowContext(s.ctx, `SELECT body FROM posting WHERE id = ?`, string(id)).Scan(&raw); err != nil {
		return market.Shift{}, fmt.Errorf("read posting %s: %w", id, err)
	}
	var b record.Posting
	if err := record.Unmarshal(raw, &b); err != nil {
		return market.Shift{}, fmt.Errorf("read posting %s: %w", id, err)
	}
	p := ledger.Posting(id, &b)
	s.known[id] = p.Shift()
	return s.known[id], nil
}

// doublePersons finds the postings that one person has more than one match of.
func doublePersons(matches []busyMatch) []Conflict {
	var all []Conflict
	for _, m := range matches {
		at := slices.IndexFunc(all, func(c Conflict) bool { return c.Posting == m.posting })
		if at < 0 {
			at = len(all)
			all = append(all, Conflict{Kind: record.DoublePerson, Posting: m.posting})
		}
		all[at].Matches = append(all[at].Matches, m.id)
	}
	return slices.DeleteFunc(all, func(c Conflict) bool { return len(c.Matches) < 2 })
}

// timeClashes finds the pairs of matches of one person, on different postings, at overlapping
// times. Hours are looked at only where the days meet.
func timeClashes(matches []busyMatch, times *shifts) ([]Conflict, error) {
	var all []Conflict
	for i, m := range matches {
		for _, o := range matches[i+1:] {
			if m.posting == o.posting || m.done && o.done || m.first > o.last || o.first > m.last {
				continue
			}
			mine, err := times.of(m.posting)
			if err != nil {
				return nil, err
			}
			other, err := times.of(o.posting)
			if err != nil {
				return nil, err
			}
			if mine.Clashes(other) {
				all = append(all, Conflict{Kind: record.TimeClash, Matches: []market.MatchID{m.id, o.id}})
			}
		}
	}
	return all, nil
}

func dumpConflicts(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	type fork struct {
		Kind    string `json:"kind"`
		Station int    `json:"station"`
		Epoch   int    `json:"epoch"`
		Seq     uint64 `json:"seq"`
	}
	err := each(ctx, tx, func(scan func(...any) error) error {
		r := fork{Kind: "fork"}
		if err := scan(&r.Station, &r.Epoch, &r.Seq); err != nil {
			return err
		}
		return emit(r)
	}, `SELECT station, epoch, seq FROM fork ORDER BY station, epoch, seq`)
	if err != nil {
		return err
	}
	all, err := conflicts(ctx, tx, "")
	if err != nil {
		return err
	}
	for _, c := range all {
		if err := emit(c); err != nil {
			return err
		}
	}
	return nil
}

// sameIDs says whether two lists name the same matches, in whatever order.
func sameIDs(a, b []market.MatchID) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func compareRefs(a, b market.Ref) int {
	return cmp.Or(cmp.Compare(a.Station, b.Station), cmp.Compare(a.Epoch, b.Epoch), cmp.Compare(a.N, b.N))
}
