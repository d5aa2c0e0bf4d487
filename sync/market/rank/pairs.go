package rank

import (
	"cmp"
	"slices"

	"yizhan/sync/market"
)

// weighed is a person who may have a job, by index.
type weighed struct{ points, person, job int }

// Candidates lists those who go with a job, best first, at most most of them.
func (h *Hall) Candidates(j Job, most int) []Pair {
	var out []Pair
	task := h.task(&j)
	for _, w := range h.best(task, 0, most, nil) {
		out = append(out, h.show(w.person, task))
	}
	return out
}

// best weighs everybody but those of except for a job and keeps the first most.
func (h *Hall) best(j *task, job, most int, except []market.WorkerID) []weighed {
	if most < 1 {
		return nil
	}
	var top []weighed
	var t tally
	for i := range h.people {
		if slices.Contains(except, h.people[i].ID) || h.pair(i, j, &t) != NoBar {
			continue
		}
		w := weighed{t.points, i, job}
		if len(top) == most && before(w, top[most-1], h.people) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, w, func(a, b weighed) int { return before(a, b, h.people) })
		if at >= most {
			continue
		}
		if len(top) == most {
			top = top[:most-1]
		}
		top = slices.Insert(top, at, w)
	}
	return top
}

// Pairs suggests who goes where, the best pair first, at most most of them: nobody twice, and no job
// more often than it has places. Those of except have something else in view.
func (h *Hall) Pairs(jobs []Job, most int, except ...market.WorkerID) []Pair {
	var all []weighed
	tasks := make([]*task, len(jobs))
	for i := range jobs {
		if jobs[i].Left > 0 {
			tasks[i] = h.task(&jobs[i])
			// Others take at most most-1 of these, so nobody further down can come up.
			all = append(all, h.best(tasks[i], i, most, except)...)
		}
	}
	slices.SortFunc(all, func(a, b weighed) int { return cmp.Or(before(a, b, h.people), cmp.Compare(a.job, b.job)) })
	gone, given := map[int]bool{}, map[int]int{}
	var out []Pair
	for _, w := range all {
		if len(out) == most {
			break
		}
		if gone[w.person] || given[w.job] == jobs[w.job].Left {
			continue
		}
		gone[w.person] = true
		given[w.job]++
		out = append(out, h.show(w.person, tasks[w.job]))
	}
	return out
}

// Weigh gives one pair with its reasons, or what is in the way. Somebody who is not in the hall is
// Unable.
func (h *Hall) Weigh(person market.WorkerID, j Job) (Pair, Bar) {
	i := slices.IndexFunc(h.people, func(p Person) bool { return p.ID == person })
	if i < 0 {
		return Pair{}, Unable
	}
	task := h.task(&j)
	if bar := h.pair(i, task, &tally{}); bar != NoBar {
		return Pair{}, bar
	}
	return h.show(i, task), NoBar
}

// show weighs a pair again, to say why.
func (h *Hall) show(i int, j *task) Pair {
	var t tally
	h.pair(i, j, &t)
	return t.pair(&h.people[i], j.ID)
}

// pair is what was counted, as it is shown.
func (t *tally) pair(p *Person, job market.PostingID) Pair {
	return Pair{Person: p.ID, Number: p.Number, Job: job, Points: t.points, Reasons: slices.Clone(t.reasons[:t.n])}
}
