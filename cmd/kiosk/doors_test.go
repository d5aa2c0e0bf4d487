package main_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Every door of the home page, in a real window of every form, at a station whose county does not
// answer: each leads to its end in plain words, and what was said is stored. One window a form goes
// through all of them; what does not depend on the form is walked in the smallest alone, which is the
// quickest to paint.
func TestDoors(t *testing.T) {
	t.Parallel()
	bin, out := build(t, "yizhan/cmd/kiosk"), pictures(t)
	for name, size := range map[string]string{"wide": "1920x1080", "compact": "1366x768", "upright": "1080x1920"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(t.TempDir(), "station")
			furnish(t, data)
			h := &doors{screen: newScreen(t, name, size, out), data: data, whole: name == "compact"}
			h.open(filepath.Join(bin, "kiosk"), data)
			h.text("离线")
			h.picture("home")
			for _, door := range []struct {
				name string
				walk func()
			}{
				{"list", h.list},
				{"policy", h.policy},
				{"check-in", h.checkIn},
				{"too young", h.tooYoung},
				{"clash", h.clash},
				{"waitlist", h.waitlist},
				{"scan", h.scanDoor},
				{"complaint", h.complaint},
				{"hire", h.hire},
			} {
				passed := t.Run(door.name, func(t *testing.T) {
					h.t = t
					h.page("home")
					door.walk()
					h.page("home")
				})
				if h.t = t; !passed {
					t.FailNow() // the next would begin in the middle of this
				}
			}
		})
	}
}

// doors is a window at a furnished station.
type doors struct {
	*screen
	data  string
	whole bool   // also the ways beside the main one
	card  string // of the worker who checked in
}

// lead taps a word and waits for the page behind it.
func (h *doors) lead(word, page string) {
	h.t.Helper()
	h.tap(word)
	h.page(page)
}

// phone presses a number and goes on.
func (h *doors) phone(number, page string) {
	h.t.Helper()
	h.digits(number)
	h.lead("下一步", page)
}

// list looks at the whole list, which follows a finger: what the finger lies on is not opened.
func (h *doors) list() {
	h.lead("找活干", "trades")
	h.lead("看全部", "results")
	var card target
	h.wait("a card", func(tr trace) bool {
		for _, t := range tr.Targets {
			if t.Kind == "card" {
				card = t
				return true
			}
		}
		return false
	})
	h.picture("list")
	h.edges(card)
	before := h.looks(card)
	h.swipe(card.X+card.W/2, card.Y+2*card.H, card.H)
	eventually(h.t, "the list to follow the finger", func() bool { return h.looks(card) != before })
	h.picture("list-pulled")
	h.page("results")
	h.tap("结束")
}

// policy notes that somebody wants to learn, and that somebody wants to be called.
func (h *doors) policy() {
	seats := func() (left int) {
		h.onStore(func(ctx context.Context, s *store.Store) error {
			rows, err := s.Trainings(ctx, market.MinuteOf(time.Now()).Date())
			for i := range rows {
				left += rows[i].Left()
			}
			return err
		})
		return left
	}
	before := seats()
	h.lead("政策培训", "policy")
	h.picture("policy")
	h.lead("我想学", "call_number")
	h.picture("policy-number")
	h.phone("18900000301", "policy")
	h.text("记上了")
	h.picture("policy-wished")
	check(h.t, "seats taken", before-seats(), 1)
	if h.whole {
		h.guidance()
	}
	h.tap("结束")
}

// guidance asks to be called, from the page of notices.
func (h *doors) guidance() {
	h.lead("想找人问问", "guidance")
	h.picture("guidance")
	h.lead("协议咋签", "call_number")
	h.phone("18900000301", "guidance_noted")
	h.picture("guidance-noted")
	h.lead("知道了", "policy")
	h.onStore(func(ctx context.Context, s *store.Store) error {
		l, err := s.Guidance(ctx)
		if len(l) != 1 || l[0].Topic != "contract" || l[0].Phone != "18900000301" {
			h.t.Errorf("to call back: %+v", l)
		}
		return err
	})
}

// checkIn refuses the notice, which keeps nothing, and agrees to it, which is kept with its version.
func (h *doors) checkIn() {
	h.lead("签到", "who")
	h.picture("who")
	h.phone("18900000302", "notice")
	h.picture("notice")
	if h.whole {
		h.lead("不同意", "trades") // one may look all the same
		h.tap("结束")
		h.page("home")
		if l := h.workers("18900000302"); len(l) != 0 {
			h.t.Errorf("refused, and kept: %+v", l)
		}
		h.lead("签到", "who")
		h.phone("18900000302", "notice")
	}
	h.tap("同意")
	h.tap("赵")
	h.page("birth")
	h.picture("birth")
	h.phone("1968", "skills")
	h.tap("瓦工")
	h.text("已选 1 样")
	h.picture("skills")
	h.lead("选好了", "reach")
	h.picture("reach")
	h.lead("全县", "free")
	h.lead("这几天都行", "help")
	h.picture("help")
	h.lead("不用，我自己找", "number")
	h.text("赵师傅，签到好了")
	h.picture("number")
	printed := len(papers(h.t, h.data))
	h.tap("打一张工卡")
	eventually(h.t, "the card", func() bool { return len(papers(h.t, h.data)) > printed })
	h.card = readQR(h.t, h.newestPaper())
	h.tap("结束")
	l := h.workers("18900000302")
	if len(l) != 1 || l[0].BirthYear != 1968 || l[0].Name != "赵师傅" {
		h.t.Fatalf("checked in: %+v", l)
	}
	h.onStore(func(ctx context.Context, s *store.Store) error {
		notice, err := s.Consented(ctx, l[0].ID)
		check(h.t, "consent to notice", notice, market.NoticeVersion)
		return err
	})
}

// tooYoung is refused kindly, and nothing is kept.
func (h *doors) tooYoung() {
	h.lead("签到", "who")
	h.phone("18900000303", "notice")
	h.tap("同意")
	h.tap("赵")
	h.page("birth")
	h.phone("2014", "young")
	h.text("您还不满 16 岁")
	h.picture("young")
	h.tap("知道了")
	h.page("home")
	if l := h.workers("18900000303"); len(l) != 0 {
		h.t.Errorf("too young, and kept: %+v", l)
	}
}

// clash takes a job with the card of before, and hears at a second one of the same hours of the first.
func (h *doors) clash() {
	h.job(jobOfMorning)
	h.scan(h.card)
	h.page("done")
	h.text("接好了，已存好")
	h.picture("done")
	h.tap("知道了")
	h.page("home")
	h.job(jobBeside)
	h.scan(h.card)
	h.page("clash")
	h.text("那个时候您已经有活了")
	h.text(jobOfMorning)
	h.picture("clash")
	h.lead("只干原来的", "detail")
	h.tap("结束")
	h.page("home")
	h.onStore(func(ctx context.Context, s *store.Store) error {
		l, err := s.MatchesOf(ctx, h.workers("18900000302")[0].ID)
		check(h.t, "jobs taken", len(l), 1)
		return err
	})
}

// job leads from home to the question who takes the job of a trade.
func (h *doors) job(trade string) {
	h.t.Helper()
	h.lead("找活干", "trades")
	h.lead(trade, "results")
	h.lead(trade, "detail")
	h.lead("接这个活", "who")
}

// waitlist finds no place here, is told so, and stands in line.
func (h *doors) waitlist() {
	h.job(jobAway)
	h.scan(h.card)
	h.page("kept")
	h.text("本站名额发完了，还没接到活")
	h.picture("kept")
	h.lead("排候补", "waiting")
	h.text("排上了，还没接到活")
	h.picture("waiting")
	h.tap("知道了")
	h.page("home")
	h.onStore(func(ctx context.Context, s *store.Store) error {
		l, err := s.WaitsOf(ctx, h.workers("18900000302")[0].ID)
		check(h.t, "lines stood in", len(l), 1)
		return err
	})
}

// scanDoor prints the slip of a job and holds it under the scanner.
func (h *doors) scanDoor() {
	printed := len(papers(h.t, h.data))
	h.lead("找活干", "trades")
	h.lead(jobBeside, "results")
	h.lead(jobBeside, "detail")
	h.picture("detail")
	h.tap("打印小票")
	eventually(h.t, "the slip", func() bool { return len(papers(h.t, h.data)) > printed })
	h.tap("结束")
	h.page("home")
	h.lead("扫码", "scan")
	h.picture("scan")
	h.scan(readQR(h.t, h.newestPaper()))
	h.page("scan_result")
	h.text("真票，这个活还要 3 人")
	h.picture("scan-open")
	h.tap("结束")
}

// complaint says that a fee was asked for, without a name, and asks by the number what became of it.
func (h *doors) complaint() {
	printed := len(papers(h.t, h.data))
	h.lead("投诉维权", "complaint")
	h.tap("找我要钱")
	h.picture("complaint")
	h.lead("往下说", "complaint.job")
	h.picture("complaint-job")
	h.lead("装卸搬运工", "complaint.sum")
	h.phone("120", "complaint.who")
	h.picture("complaint-who")
	h.lead("不留，光凭号来问", "complaint.done")
	h.text("转办单出来了，请拿好")
	h.picture("complaint-done")
	if n := len(papers(h.t, h.data)); n != printed+1 {
		h.t.Errorf("%d papers, want the referral and no other", n-printed)
	}
	var number string
	h.onStore(func(ctx context.Context, s *store.Store) error {
		l, err := s.Complaints(ctx)
		if len(l) != 1 || l[0].Amount != 120_00 || l[0].Posting == "" || l[0].Phone != "" {
			h.t.Fatalf("complaints: %+v", l)
		}
		number = l[0].Number
		return err
	})
	h.text(number[:4], number[4:])
	h.tap("知道了")
	h.page("home")
	if !h.whole {
		return
	}
	h.lead("投诉维权", "complaint")
	h.lead("凭号问一问", "follow")
	h.phone(number, "complaint.story")
	h.text("找我要钱")
	h.text("转劳动监察")
	h.picture("complaint-story")
	h.tap("结束")
}

// hire hands a posting in, and staff find it among what waits for them.
func (h *doors) hire() {
	h.lead("我要招人", "hire.phone")
	h.digits("18900000305")
	h.picture("hire-phone")
	h.lead("往下走", "hire.kind")
	h.picture("hire-kind")
	h.tap("个人")
	h.tap("张")
	h.page("hire.trade")
	h.tap("瓦工")
	h.picture("hire-trade")
	h.lead("往下走", "hire.pay")
	h.tap("要人")
	h.digits("4")
	h.tap("工钱")
	h.digits("260")
	h.picture("hire-pay")
	h.lead("往下走", "hire.day")
	h.tap("后天")
	h.picture("hire-day")
	h.lead("往下走", "hire.where")
	h.tap("马停")
	h.picture("hire-where")
	h.lead("往下走", "hire.extras")
	h.tap("管饭")
	h.picture("hire-extras")
	h.lead("往下走", "hire.check")
	h.picture("hire-check")
	h.lead("交上去", "hire.done")
	h.text("交上去了，等站上核实")
	h.picture("hire-done")
	h.tap("知道了")
	h.page("home")
	if !h.whole {
		return
	}
	signIn(h.screen, doorsPIN)
	h.lead("要办的事", "staff.matters")
	h.text("招工 瓦工")
	h.picture("matters")
	h.lead("招工 瓦工", "staff.matter")
	h.text("260")
	h.picture("matter")
	h.tap("锁屏")
}

func (h *doors) onStore(f func(context.Context, *store.Store) error) {
	h.t.Helper()
	onStore(h.t, h.data, f)
}

// workers are those whom the station knows by a number.
func (h *doors) workers(phone string) (found []market.Worker) {
	h.t.Helper()
	h.onStore(func(ctx context.Context, s *store.Store) (err error) {
		found, err = s.WorkersByPhone(ctx, phone)
		return err
	})
	return found
}

// newestPaper is the file of the paper that came out last.
func (h *doors) newestPaper() string {
	h.t.Helper()
	l := papers(h.t, h.data)
	return l[len(l)-1]
}

// looks is a mark of what a place of the screen looks like.
func (s *screen) looks(at target) string {
	s.t.Helper()
	out, err := s.command("import", "-window", "root", "-crop", geometry(at), "-format", "%#", "info:").Output()
	if err != nil {
		s.t.Fatalf("look at the screen: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// check asks for what was read.
func check[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
