package sim

import (
	"fmt"
	"hash/fnv"
	"slices"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// phoneOf makes a number for a name.
func phoneOf(name string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // never fails
	return fmt.Sprintf("139%08d", h.Sum32()%100_000_000)
}

// postingAt is how m knows a posting, "" when it does not.
func (w *world) postingAt(m *machine, name string) market.PostingID {
	if id, ok := m.postings[name]; ok {
		if row, err := m.store().Posting(ctx, id); err == nil && row.Title == name {
			return id
		}
	}
	rows, err := m.store().Postings(ctx, store.Filter{})
	w.must(err, "%s lists postings", m.name)
	for _, r := range rows {
		m.postings[r.Title] = r.ID
	}
	i := slices.IndexFunc(rows, func(r store.PostingRow) bool { return r.Title == name })
	if i < 0 {
		return ""
	}
	return rows[i].ID
}

// workerAt is how m knows a worker, "" when nobody of that name is registered there.
func (w *world) workerAt(m *machine, name string) market.WorkerID {
	l, err := m.store().WorkersByPhone(ctx, phoneOf(name))
	w.must(err, "%s looks for %s", m.name, name)
	i := slices.IndexFunc(l, func(k market.Worker) bool { return k.Name == name })
	if i < 0 {
		return ""
	}
	return l[i].ID
}

// checkIn checks somebody in, once at each station.
func (w *world) checkIn(m *machine, name string) (market.WorkerID, error) {
	if id := w.workerAt(m, name); id != "" {
		return id, nil
	}
	a, err := m.desk.CheckIn(ctx, desk.Self, market.Worker{Name: name, Phone: phoneOf(name)}, "work")
	if err != nil {
		return "", err
	}
	m.keepHead()
	m.people[name] = true
	w.book.people[name]++
	return a.Worker, nil
}
