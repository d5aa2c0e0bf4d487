package archive

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// To find who has two places at a time, every match of two weeks is read: more than a second in a city. The
// pages of the day ask for it, so what was found is kept with the rev up to which facts were looked at, and
// only people of whom newer facts speak are looked at again. Nothing else is kept, and what is kept
// here is lost with the process.

// busy is what is known of people with more than one match.
type busy struct {
	mu    sync.Mutex
	rev   uint64
	since string
	found map[string]clash  // by the person, as busyPeople names them
	of    map[string]string // the person of each worker in found
}

// clash is what one person's matches come to.
type clash struct {
	workers   []string
	conflicts []Conflict
}

// mostAnew is how many facts may have come for people to be looked at one by one.
const mostAnew = 5000

// personal gives the conflicts of people with more than one match, of postings whose last day is since or
// later.
func (b *busy) personal(ctx context.Context, tx *sqldb.Tx, since string) ([]Conflict, error) {
	rev, err := lastRev(ctx, tx)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.found != nil && since == b.since && rev == b.rev:
	case b.found != nil && rev < b.rev: // a picture from before the last; it is not worth keeping
		found, _, err := clashes(ctx, tx, since, nil)
		return inOrder(found), err
	default:
		if err := b.refresh(ctx, tx, since, rev); err != nil {
			b.found = nil
			return nil, err
		}
	}
	return inOrder(b.found), nil
}

// refresh looks at the facts behind b.rev.
func (b *busy) refresh(ctx context.Context, tx *sqldb.Tx, since string, rev uint64) error {
	whole := b.found == nil || since != b.since
	if !whole {
		var err error
		if whole, err = shaken(ctx, tx, b.rev); err != nil {
			return err
		}
	}
	if whole {
		found, of, err := clashes(ctx, tx, since, nil)
		if err != nil {
			return err
		}
		b.found, b.of, b.since, b.rev = found, of, since, rev
		return nil
	}
	workers, err := spokenOf(ctx, tx, b.rev)
	if err != nil {
		return err
	}
	for known := -1; known < len(workers); { // whoever was one person with them may be so no more
		known = len(workers)
		for _, w := range workers {
			workers = append(workers, b.found[b.of[w]].workers...)
		}
		if workers, err = registrations(ctx, tx, workers); err != nil {
			return err
		}
	}
	for _, w := range workers {
		if person, ok := b.of[w]; ok {
			for _, o := range b.found[person].workers {
				delete(b.of, o)
			}
			delete(b.found, person)
		}
	}
	found, of, err := clashes(ctx, tx, since, workers)
	if err != nil {
		return err
	}
	for person, c := range found {
		b.found[person] = c
	}
	for worker, person := range of {
		b.of[worker] = person
	}
	b.rev = rev
	return nil
}

// inOrder gives all conflicts, in the order of persons.
func inOrder(found map[string]clash) (all []Conflict) {
	persons := make([]string, 0, len(found))
	for p := range found {
		persons = append(persons, p)
	}
	slices.Sort(persons)
	for _, p := range persons {
		all = append(all, found[p].conflicts...)
	}
	return all
}

// clashes finds the conflicts of the people that workers are, of all for nil.
func clashes(ctx context.Context, tx *sqldb.Tx, since string, workers []string) (found map[string]clash, of map[string]string, err error) {
	people, err := busyPeople(ctx, tx, since, workers)
	if err != nil {
		return nil, nil, err
	}
	found, of = map[string]clash{}, map[string]string{}
	times := &shifts{ctx, tx, map[market.PostingID]market.Shift{}}
	for _, p := range people {
		at, err := timeClashes(p.matches, times)
		if err != nil {
			return nil, nil, err
		}
		c := clash{conflicts: append(doublePersons(p.matches), at...)}
		if len(c.conflicts) == 0 {
			continue
		}
		for _, m := range p.matches {
			if of[m.worker] == "" {
				of[m.worker] = p.name
				c.workers = append(c.workers, m.worker)
			}
		}
		found[p.name] = c
	}
	return found, of, nil
}

// shaken says whether so much came behind a rev, or something that changes who is who, that everybody has
// to be looked at again.
func shaken(ctx context.Context, tx *sqldb.Tx, rev uint64) (yes bool, err error) {
	var n, words int
	err = tx.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(kind IN (?, ?, ?, ?)), 0) FROM (SELECT kind FROM fact WHERE rev > ? ORDER BY rev LIMIT ?)`,
		string(record.WorkerMerged), string(record.WorkerApart), string(record.PersonErased), string(record.EpochOpened), rev, mostAnew+1).Scan(&n, &words)
	if err != nil {
		return false, fmt.Errorf("look at new facts: %w", err)
	}
	return n > mostAnew || words > 0, nil
}

// spokenOf gives the workers of whose matches, postings or registrations facts behind a rev speak. A fact
// that waited gets its effect with one of these.
func spokenOf(ctx context.Context, tx *sqldb.Tx, rev uint64) (workers []string, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var w string
		err := scan(&w)
		workers = append(workers, w)
		return err
	}, `SELECT m.worker FROM fact f CROSS JOIN match m ON m.id = f.thing WHERE f.rev > ?1 AND f.kind LIKE 'match.%'
		UNION SELECT m.worker FROM fact f CROSS JOIN match m ON m.posting = f.thing WHERE f.rev > ?1 AND f.kind LIKE 'posting.%'
		UNION SELECT w.id FROM fact f CROSS JOIN worker w ON w.id = f.thing WHERE f.rev > ?1`, rev)
	return workers, err
}

// registrations adds whoever is the same person as one of the workers; it gives an empty list for none, never
// nil.
func registrations(ctx context.Context, tx *sqldb.Tx, workers []string) ([]string, error) {
	all := []string{}
	if len(workers) == 0 {
		return all, nil
	}
	names, err := json.Marshal(workers)
	if err != nil {
		return nil, fmt.Errorf("name workers: %w", err)
	}
	err = each(ctx, tx, func(scan func(...any) error) error {
		var w string
		err := scan(&w)
		all = append(all, w)
		return err
	}, `SELECT value FROM json_each(?1) UNION SELECT o.worker FROM json_each(?1) j CROSS JOIN identity i ON i.worker = j.value CROSS JOIN identity o ON o.person = i.person`, string(names))
	return all, err
}
