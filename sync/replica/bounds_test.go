package replica_test

import (
	"testing"

	"pgregory.net/rapid"

	"yizhan/sync/replica"
)

// A round ends whatever the other side answers, and while answers are honest it ends well.
// Wires are cut, counties roll back, proxies answer with yesterday's page: none of it may keep
// a station going round for ever.
func TestEveryRoundEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const most = 200
		var r replica.Round
		heads := map[string]uint64{"12-1": rapid.Uint64Range(0, 20).Draw(t, "head"), "12-2": rapid.Uint64Range(0, 3).Draw(t, "head")}
		claim := rapid.Custom(func(t *rapid.T) replica.Claim {
			return replica.Claim{
				Name: rapid.SampledFrom([]string{"12-1", "12-2", "13-1", ""}).Draw(t, "name"), Seq: rapid.Uint64Range(0, 25).Draw(t, "seq"),
				Proved: rapid.IntRange(0, 3).Draw(t, "proved") > 0,
			}
		})
		var event replica.Event = replica.Began{}
		for step := 0; ; step++ {
			if step > most {
				t.Fatalf("no end after %d steps", most)
			}
			effect := r.Step(event)
			switch e := effect.(type) {
			case replica.Finish:
				if again := r.Step(event); again != effect {
					t.Fatalf("finished with %+v, then %+v", effect, again)
				}
				return
			case replica.Prepare:
				for name := range heads {
					heads[name] += rapid.Uint64Range(0, 2).Draw(t, "written")
				}
				event = replica.Prepared{Journals: []replica.Journal{
					{Name: "12-1", Head: heads["12-1"]}, {Name: "12-2", Head: heads["12-2"], Current: true},
				}, Restored: rapid.Bool().Draw(t, "restored")}
			case replica.Renew:
				event = replica.Renewed{}
			case replica.Hello:
				event = replica.Greeted{Claims: rapid.SliceOfN(claim, 0, 4).Draw(t, "claims")}
			case replica.Push:
				if e.After >= heads[e.Name] {
					t.Fatalf("asked to push %s after %d, its head is %d", e.Name, e.After, heads[e.Name])
				}
				event = replica.Pushed{Claim: claim.Draw(t, "ack")}
			case replica.Pull:
				event = replica.Drew{Count: rapid.IntRange(0, 3).Draw(t, "count"), Rev: rapid.Uint64Range(0, 30).Draw(t, "rev"), More: rapid.Bool().Draw(t, "more")}
			default:
				t.Fatalf("effect %T", e)
			}
			if rapid.IntRange(0, 30).Draw(t, "fails") == 0 {
				event = replica.Failed{Code: "offline"}
			}
		}
	})
}

// With an honest county a round pushes everything, pulls everything and ends without a code,
// however the county cuts its answers and whatever each pull makes the station write.
func TestHonestRoundEndsWell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r replica.Round
		head := rapid.Uint64Range(0, 50).Draw(t, "head")
		acked := rapid.Uint64Range(0, head).Draw(t, "acked")
		start, waiting, rev, pulled := acked, rapid.IntRange(0, 40).Draw(t, "waiting"), uint64(0), 0
		answers := rapid.IntRange(0, 5).Draw(t, "answers") // pulls that make the station write
		var event replica.Event = replica.Began{}
		for step := 0; step < 300; step++ {
			switch e := r.Step(event).(type) {
			case replica.Finish:
				if e.Code != "" || waiting != 0 || e.Pulled != pulled || uint64(e.Pushed) != acked-start {
					t.Fatalf("%+v with %d still to pull; pushed %d, pulled %d", e, waiting, acked-start, pulled)
				}
				if acked != head {
					t.Fatalf("%d facts left", head-acked)
				}
				return
			case replica.Prepare:
				if pulled > 0 && answers > 0 {
					answers--
					head++
				}
				event = replica.Prepared{Journals: []replica.Journal{{Name: "12-1", Head: head, Acked: acked}}}
			case replica.Hello:
				event = replica.Greeted{Claims: []replica.Claim{proved("12-1", acked)}}
			case replica.Push:
				acked += rapid.Uint64Range(1, head-e.After).Draw(t, "batch")
				if rapid.Bool().Draw(t, "calls for an answer") {
					waiting++
				}
				event = replica.Pushed{Claim: proved("12-1", acked)}
			case replica.Pull:
				n := rapid.IntRange(min(1, waiting), waiting).Draw(t, "items")
				waiting, rev, pulled = waiting-n, rev+uint64(n), pulled+n
				event = replica.Drew{Count: n, Rev: rev, More: waiting > 0}
			}
		}
		t.Fatalf("no end")
	})
}

// A county that answers everything with a new wish, and a station that has an answer to each:
// they part after a few passes, and go on in the next round.
func TestTwoMachinesDoNotKeepEachOtherBusy(t *testing.T) {
	var r replica.Round
	var event replica.Event = replica.Began{}
	var head, rev uint64
	pulls := 0
	for range 100 {
		switch e := r.Step(event).(type) {
		case replica.Prepare:
			head++
			event = replica.Prepared{Journals: []replica.Journal{{Name: "12-1", Head: head, Acked: head - 1}}}
		case replica.Hello:
			event = replica.Greeted{Claims: []replica.Claim{proved("12-1", head-1)}}
		case replica.Push:
			event = replica.Pushed{Claim: proved("12-1", head)}
		case replica.Pull:
			pulls++
			rev++
			event = replica.Drew{Count: 1, Rev: rev}
		case replica.Finish:
			if e.Code != "" || pulls < 2 || pulls > 10 {
				t.Errorf("%+v after %d pulls", e, pulls)
			}
			return
		}
	}
	t.Fatalf("no end after %d pulls", pulls)
}
