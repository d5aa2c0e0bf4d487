package replica_test

import (
	"fmt"
	"testing"

	"yizhan/sync/replica"
)

func journals(l ...replica.Journal) replica.Prepared { return replica.Prepared{Journals: l} }

// sent is a journal that the county has proved to have.
func sent(j replica.Journal) replica.Journal {
	j.Acked = j.Head
	return j
}

func claims(l ...replica.Claim) replica.Greeted { return replica.Greeted{Claims: l} }

func proved(name string, seq uint64) replica.Claim {
	return replica.Claim{Name: name, Seq: seq, Proved: true}
}

func TestRound(t *testing.T) {
	type (
		ev = replica.Event
		ef = replica.Effect
	)
	one := replica.Journal{Name: "12-1", Head: 5}
	two := replica.Journal{Name: "12-2", Head: 3}
	current := replica.Journal{Name: "12-1", Head: 5, Current: true}
	hello := replica.Hello{Journals: []replica.Journal{one}}
	push := func(after uint64) replica.Push { return replica.Push{Name: "12-1", After: after} }
	acked := func(seq uint64) replica.Pushed { return replica.Pushed{Claim: proved("12-1", seq)} }
	for name, script := range map[string][]struct {
		in   ev
		want ef
	}{
		"nothing new": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(proved("12-1", 5)), replica.Prepare{Reached: true}},
			{journals(one), replica.Pull{}},
			{replica.Drew{}, replica.Finish{}},
			{replica.Drew{}, replica.Finish{}}, // it stays finished
		},
		"all to push, in two batches": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(proved("12-1", 0)), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{acked(3), push(3)},
			{acked(5), replica.Pull{}},
			{replica.Drew{}, replica.Finish{Pushed: 5}},
		},
		"a county that knows nothing of the journal": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{acked(5), replica.Pull{}},
			{replica.Drew{Count: 2}, replica.Prepare{Reached: true}},
			{journals(sent(one)), replica.Finish{Pushed: 5, Pulled: 2}},
		},
		"a county rolled back": {
			{replica.Began{}, replica.Prepare{}},
			{journals(sent(one)), replica.Hello{Journals: []replica.Journal{sent(one)}}},
			{claims(proved("12-1", 2)), replica.Prepare{Reached: true}},
			{journals(sent(one)), push(2)},
			{acked(5), replica.Pull{}},
			{replica.Drew{}, replica.Finish{Pushed: 3}},
		},
		"two journals of one folder": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one, two), replica.Hello{Journals: []replica.Journal{one, two}}},
			{claims(proved("12-1", 4), proved("12-2", 0), proved("77-1", 9)), replica.Prepare{Reached: true}},
			{journals(one, two), push(4)},
			{acked(5), replica.Push{Name: "12-2", After: 0}},
			{replica.Pushed{Claim: proved("12-2", 3)}, replica.Pull{}},
			{replica.Drew{}, replica.Finish{Pushed: 4}},
		},
		"pulled in parts": {
			{replica.Began{}, replica.Prepare{}},
			{journals(), replica.Hello{}},
			{claims(), replica.Prepare{Reached: true}},
			{journals(), replica.Pull{}},
			{replica.Drew{Count: 1000, Rev: 1000, More: true}, replica.Pull{}},
			{replica.Drew{Count: 0, Rev: 2000, More: true}, replica.Pull{}},
			{replica.Drew{Count: 7, Rev: 2007}, replica.Prepare{Reached: true}},
			{journals(), replica.Finish{Pulled: 1007}},
		},
		"a pull that calls for an answer": {
			{replica.Began{}, replica.Prepare{}},
			{journals(sent(one)), replica.Hello{Journals: []replica.Journal{sent(one)}}},
			{claims(proved("12-1", 5)), replica.Prepare{Reached: true}},
			{journals(sent(one)), replica.Pull{}},
			{replica.Drew{Count: 1, Rev: 9}, replica.Prepare{Reached: true}},
			{journals(replica.Journal{Name: "12-1", Head: 6, Acked: 5}), push(5)},
			{acked(6), replica.Pull{}},
			{replica.Drew{Count: 1, Rev: 10}, replica.Prepare{Reached: true}},
			{journals(sent(one)), replica.Finish{Pushed: 1, Pulled: 2}},
		},
		"a fork that hello shows": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(replica.Claim{Name: "12-1", Seq: 5}), replica.Renew{Name: "12-1", Why: "fork"}},
			{replica.Renewed{}, replica.Prepare{}},
			{journals(two), replica.Hello{Journals: []replica.Journal{two}}},
			{claims(), replica.Prepare{Reached: true}},
			{journals(two), replica.Push{Name: "12-2"}},
			{replica.Pushed{Claim: proved("12-2", 3)}, replica.Pull{}},
			{replica.Drew{}, replica.Finish{Pushed: 3}},
		},
		"a county with more than we have": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(replica.Claim{Name: "12-1", Seq: 9}), replica.Renew{Name: "12-1", Why: "behind"}},
		},
		"a fork that the county sees": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{replica.Failed{Code: "fork"}, replica.Renew{Name: "12-1", Why: "fork"}},
			{replica.Failed{Code: "fork"}, replica.Finish{Code: "fork"}},
		},
		"a fork that an acknowledgement shows": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(proved("12-1", 0)), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{replica.Pushed{Claim: replica.Claim{Name: "12-1", Seq: 5}}, replica.Renew{Name: "12-1", Why: "fork"}},
		},
		"an epoch that is over": {
			{replica.Began{}, replica.Prepare{}},
			{journals(current), replica.Hello{Journals: []replica.Journal{current}}},
			{replica.Greeted{Claims: []replica.Claim{proved("12-1", 0)}, Frozen: []string{"12-1"}}, replica.Prepare{Reached: true}},
			{journals(current), push(0)},
			{acked(5), replica.Renew{Name: "12-1", Why: "frozen"}},
			{replica.Renewed{}, replica.Prepare{Reached: true}},
		},
		"an old epoch that is over": {
			{replica.Began{}, replica.Prepare{}},
			{journals(sent(one)), replica.Hello{Journals: []replica.Journal{sent(one)}}},
			{replica.Greeted{Claims: []replica.Claim{proved("12-1", 5)}, Frozen: []string{"12-1"}}, replica.Prepare{Reached: true}},
			{journals(sent(one)), replica.Pull{}},
		},
		"put back from a backup": {
			{replica.Began{}, replica.Prepare{}},
			{replica.Prepared{Journals: []replica.Journal{current}, Restored: true}, replica.Hello{Journals: []replica.Journal{current}}},
			{claims(proved("12-1", 3)), replica.Prepare{Reached: true}},
			{replica.Prepared{Journals: []replica.Journal{current}, Restored: true}, push(3)},
			{acked(5), replica.Renew{Name: "12-1", Why: "restored"}},
			{replica.Failed{Code: "too_many"}, replica.Finish{Code: "too_many", Pushed: 2}},
		},
		"put back from a backup that is behind": {
			{replica.Began{}, replica.Prepare{}},
			{replica.Prepared{Journals: []replica.Journal{current}, Restored: true}, replica.Hello{Journals: []replica.Journal{current}}},
			{claims(replica.Claim{Name: "12-1", Seq: 9}), replica.Renew{Name: "12-1", Why: "restored"}},
		},
		"forks without end": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(replica.Claim{Name: "12-1", Seq: 5}), replica.Renew{Name: "12-1", Why: "fork"}},
			{replica.Renewed{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(replica.Claim{Name: "12-1", Seq: 5}), replica.Renew{Name: "12-1", Why: "fork"}},
			{replica.Renewed{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(replica.Claim{Name: "12-1", Seq: 5}), replica.Renew{Name: "12-1", Why: "fork"}},
			{replica.Renewed{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(replica.Claim{Name: "12-1", Seq: 5}), replica.Finish{Code: "fork"}},
		},
		"an acknowledgement that does not move on": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(proved("12-1", 2)), replica.Prepare{Reached: true}},
			{journals(one), push(2)},
			{acked(2), replica.Finish{Code: "gap"}},
		},
		"an acknowledgement that goes back": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(proved("12-1", 2)), replica.Prepare{Reached: true}},
			{journals(one), push(2)},
			{acked(1), replica.Finish{Code: "gap"}},
		},
		"an acknowledgement of what was written meanwhile": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(proved("12-1", 2)), replica.Prepare{Reached: true}},
			{journals(one), push(2)},
			{acked(6), replica.Pull{}},
		},
		"an acknowledgement of another journal": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one, two), replica.Hello{Journals: []replica.Journal{one, two}}},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one, two), push(0)},
			{replica.Pushed{Claim: proved("12-2", 3)}, replica.Finish{Code: "gap"}},
		},
		"a cursor that stands still": {
			{replica.Began{}, replica.Prepare{}},
			{journals(), replica.Hello{}},
			{claims(), replica.Prepare{Reached: true}},
			{journals(), replica.Pull{}},
			{replica.Drew{Count: 1, Rev: 8, More: true}, replica.Pull{}},
			{replica.Drew{Count: 1, Rev: 8, More: true}, replica.Finish{Code: "gap", Pulled: 2}},
		},
		"nobody there at hello": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{replica.Failed{Code: "offline"}, replica.Finish{Code: "offline"}},
			{claims(), replica.Finish{Code: "offline"}},
		},
		"the disk fails at once": {
			{replica.Began{}, replica.Prepare{}},
			{replica.Failed{Code: "internal"}, replica.Finish{Code: "internal"}},
		},
		"the link drops in the middle of a push": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{acked(3), push(3)},
			{replica.Failed{Code: "offline"}, replica.Hello{Journals: []replica.Journal{{Name: "12-1", Head: 5, Acked: 3}}}},
			{replica.Failed{Code: "offline"}, replica.Finish{Code: "offline", Pushed: 3}},
		},
		"the link is cut where the county has the facts already": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{acked(1), push(1)},
			{replica.Failed{Code: "offline"}, replica.Hello{Journals: []replica.Journal{{Name: "12-1", Head: 5, Acked: 1}}}},
			{claims(proved("12-1", 4)), push(4)},
			{replica.Failed{Code: "offline"}, replica.Hello{Journals: []replica.Journal{{Name: "12-1", Head: 5, Acked: 4}}}},
			{claims(proved("12-1", 5)), replica.Pull{}},
			{replica.Drew{}, replica.Finish{Pushed: 5}},
		},
		"a proxy that lets no stream through": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{replica.Failed{Code: "offline"}, hello},
			{claims(), replica.Push{Name: "12-1", After: 0, Plain: true}},
			{acked(3), replica.Push{Name: "12-1", After: 3, Plain: true}},
			{acked(5), replica.Pull{}},
			{replica.Drew{}, replica.Finish{Pushed: 5}},
		},
		"a first stream that is cut when it has moved something": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{replica.Failed{Code: "offline"}, hello},
			{claims(proved("12-1", 3)), push(3)},
			{replica.Failed{Code: "offline"}, replica.Hello{Journals: []replica.Journal{{Name: "12-1", Head: 5, Acked: 3}}}},
			{claims(proved("12-1", 4)), push(4)},
			{acked(5), replica.Pull{}},
		},
		"a proxy that lets no stream through, on a bad line": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{replica.Failed{Code: "offline"}, hello},
			{claims(), replica.Push{Name: "12-1", After: 0, Plain: true}},
			{acked(1), replica.Push{Name: "12-1", After: 1, Plain: true}},
			{replica.Failed{Code: "offline"}, replica.Hello{Journals: []replica.Journal{{Name: "12-1", Head: 5, Acked: 1}}}},
			{claims(proved("12-1", 3)), replica.Push{Name: "12-1", After: 3, Plain: true}},
		},
		"a link that lets nothing through": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{replica.Failed{Code: "offline"}, hello},
			{claims(), replica.Push{Name: "12-1", After: 0, Plain: true}},
			{replica.Failed{Code: "offline"}, replica.Finish{Code: "offline"}},
		},
		"a county with too much to do": {
			{replica.Began{}, replica.Prepare{}},
			{journals(one), hello},
			{claims(), replica.Prepare{Reached: true}},
			{journals(one), push(0)},
			{acked(3), push(3)},
			{replica.Failed{Code: "overload"}, replica.Finish{Code: "overload", Pushed: 3}},
		},
		"the link drops in a pull": {
			{replica.Began{}, replica.Prepare{}},
			{journals(sent(one)), replica.Hello{Journals: []replica.Journal{sent(one)}}},
			{claims(), replica.Prepare{Reached: true}},
			{journals(sent(one)), replica.Pull{}},
			{replica.Drew{Count: 5, Rev: 5, More: true}, replica.Pull{}},
			{replica.Failed{Code: "offline"}, replica.Hello{Journals: []replica.Journal{sent(one)}}},
			{claims(), replica.Pull{}},
			{replica.Failed{Code: "offline"}, replica.Finish{Code: "offline", Pulled: 5}},
		},
		"the disk fails after a pull": {
			{replica.Began{}, replica.Prepare{}},
			{journals(), replica.Hello{}},
			{claims(), replica.Prepare{Reached: true}},
			{journals(), replica.Pull{}},
			{replica.Drew{Count: 1}, replica.Prepare{Reached: true}},
			{replica.Failed{Code: "disk_full"}, replica.Finish{Code: "disk_full", Pulled: 1}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var r replica.Round
			for i, step := range script {
				if got := r.Step(step.in); fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", step.want) {
					t.Fatalf("step %d: %T%+v leads to %T%+v, want %T%+v", i, step.in, step.in, got, got, step.want, step.want)
				}
			}
		})
	}
}
