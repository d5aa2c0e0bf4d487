package archive

import (
	"context"
	"fmt"
	"slices"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// double is registrations that may be one person, for staff to merge or to say apart.
type double struct {
	Workers []string `json:"workers"` // as shown for the persons that they are taken for, oldest number first
	Same    string   `json:"same"`    // what they have in common: id_number or phone_name
}

// dumpDoubles gives who may be registered twice and of whom staff have not spoken.
func dumpDoubles(ctx context.Context, tx *sqldb.Tx, emit func(any) error) error {
	var said []string
	for _, what := range []string{byIDNumber, byPhoneName} {
		groups, err := alike(ctx, tx, what)
		if err != nil {
			return err
		}
		for _, g := range groups {
			d := double{Same: what}
			if d.Workers, err = undecided(ctx, tx, g); err != nil {
				return err
			}
			key := fmt.Sprint(d.Workers)
			if len(d.Workers) < 2 || slices.Contains(said, key) {
				continue
			}
			said = append(said, key)
			if err := emit(d); err != nil {
				return err
			}
		}
	}
	return nil
}

// alike gives the groups of workers who have this in common and were not erased.
func alike(ctx context.Context, tx *sqldb.Tx, what string) (groups [][]string, err error) {
	before := ""
	err = each(ctx, tx, func(scan func(...any) error) error {
		var value, worker string
		if err := scan(&value, &worker); err != nil {
			return err
		}
		if value != before {
			groups, before = append(groups, nil), value
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], worker)
		return nil
	}, `SELECT HEX(b.value), b.worker FROM blind b JOIN worker r ON r.id = b.worker JOIN person_key k ON k.tag = r.tag
		WHERE b.what = ? AND b.value IN (SELECT value FROM blind WHERE what = ? GROUP BY value HAVING COUNT(*) > 1) ORDER BY b.value, b.worker`, what, what)
	for _, g := range groups {
		slices.SortFunc(g, compareWorkers)
	}
	slices.SortFunc(groups, func(a, b []string) int { return compareWorkers(a[0], b[0]) })
	return groups, err
}

// undecided leaves one registration of each person in the group, of those that staff have not
// said apart from all others.
func undecided(ctx context.Context, tx *sqldb.Tx, group []string) ([]string, error) {
	var persons []string
	members := map[string][]string{}
	for _, one := range group {
		all, shown, err := ledger.Registrations(ctx, tx, one)
		if err != nil {
			return nil, err
		}
		if members[shown] == nil {
			persons = append(persons, shown)
		}
		members[shown] = all
	}
	open := map[string]bool{}
	for i, a := range persons {
		for _, b := range persons[i+1:] {
			apart, err := apartAny(ctx, tx, members[a], members[b])
			if err != nil {
				return nil, err
			}
			if !apart {
				open[a], open[b] = true, true
			}
		}
	}
	persons = slices.DeleteFunc(persons, func(p string) bool { return !open[p] })
	slices.SortFunc(persons, compareWorkers)
	return persons, nil
}

// apartAny says whether staff said any of a apart from any of b.
func apartAny(ctx context.Context, tx *sqldb.Tx, a, b []string) (bool, error) {
	for _, x := range a {
		for _, y := range b {
			var n int
			err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM same WHERE a = ? AND b = ? AND keep = ''`, min(x, y), max(x, y)).Scan(&n)
			if err != nil {
				return false, fmt.Errorf("look whether %s is %s: %w", x, y, err)
			}
			if n > 0 {
				return true, nil
			}
		}
	}
	return false, nil
}

// compareWorkers orders identifiers by their numbers.
func compareWorkers(a, b string) int {
	x, _ := market.ParseRef(a) // what is in the tables was parsed before
	y, _ := market.ParseRef(b)
	return compareRefs(x, y)
}
