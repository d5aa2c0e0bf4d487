package flow

import (
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/store"
)

// What is wrong with a printer has words of its own for whoever waits for a paper, for the staff's list, their
// header, and what to do: who is told of paper does not look at a plug.
func TestPrinterTroublesHaveWordsOfTheirOwn(t *testing.T) {
	said := map[string]string{}
	for _, code := range []string{"printer_out", "printer_open", "printer_fault", "printer_paused", "printer_locked", "printer_address", "printer_busy", "device_gone", "device_silent"} {
		for _, key := range []string{"paper.why.", "device.", "device.do_", "staff.print.do_", "error."} {
			words := assets.Chinese.T(key + code)
			if !assets.Chinese.Has(key+code) || said[words] != "" && said[words] != code {
				t.Errorf("%s%s: %q, as of %s", key, code, words, said[words])
			}
			said[words] = code
		}
	}
	for _, code := range []string{"printer_refused", "printer_format", "printer_certificate", "print_stopped", "disk_full"} {
		if !assets.Chinese.Has("paper.why." + code) {
			t.Errorf("%s has no words for whoever waits", code)
		}
	}
}

// Who has no slip is told what is wrong: the same words stand in the staff's list.
func TestNoPaperSaysWhy(t *testing.T) {
	for code, want := range map[string]string{
		"printer_out": "打印机没纸了。", "printer_open": "打印机的盖子开着。", "device_gone": "打印机没连上。", "unheard_of": "",
	} {
		t.Run(code, func(t *testing.T) {
			h := newHall(t)
			id := h.posting(nil)
			h.worker("李师傅", "18900000301")
			h.takeAs(id, "18900000301")
			jobs, err := h.desk.Store().PrintJobs(t.Context(), 1)
			if err != nil || len(jobs) != 1 {
				t.Fatalf("%v, %v", jobs, err)
			}
			if err := h.desk.Store().SetPrint(t.Context(), jobs[0].ID, store.PrintFailed, code); err != nil {
				t.Fatal(err)
			}
			NewPulse(h.app).Beat()
			m := h.message("no_paper")
			check(t, "what the worker reads", m.Text, want+assets.Chinese.T("paper.none_text"))
			check(t, "title", m.Title, assets.Chinese.T("paper.none_title"))
		})
	}
}

// Of a slip that may be out is not said that it did not come.
func TestUnsurePaper(t *testing.T) {
	h := newHall(t)
	id := h.posting(nil)
	h.worker("李师傅", "18900000301")
	h.takeAs(id, "18900000301")
	h.paper = PaperUnsure
	NewPulse(h.app).Beat()
	if m := h.message("no_paper"); strings.Contains(m.Title, "没打出来") {
		t.Errorf("title %q", m.Title)
	}
}
