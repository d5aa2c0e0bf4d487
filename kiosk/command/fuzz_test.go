package command_test

import (
	"bytes"
	"context"
	"testing"

	"yizhan/kiosk/command"
)

// FuzzExecLine feeds whole inputs: as many replies as lines that are not blank, each a proper
// one, and afterwards an unbroken journal.
func FuzzExecLine(f *testing.F) {
	for _, line := range []string{
		employerLine, postingLine, workerLine, takeLine, `{"do":"posting.list"}`, `{"do":"match.list","posting":"12-1-2"}`,
		`{"do":"match.cancel","match":"12-1-5","reason":"no_show"}`, `{"do":"match.finish","match":"12-1-5","paid":1.5}`,
		`{"do":"posting.revise","posting":"12-1-2","headcount":2,"end":"2026-11-25T17:30"}`, `{"do":"posting.close","posting":"12-1-2"}`,
		`{"do":"slip.check","code":"HTTPS://LS.EXAMPLE.CN/J/123"}`, `{"do":"status"}`, `{"do":"verify"}`, `{"do":"check_in.list"}`,
		"null\n\n[]\r\n{}", "{\"do\":\"st\xff\"}", `{"do":"worker.check_in","name":"\ud800","birth_year":-0,"trades":[]}`,
		employerLine + "\n" + postingLine + "\n" + takeLine,
	} {
		f.Add([]byte(line), uint8(1))
		f.Add([]byte(line), uint8(3))
	}
	d := station(f)
	exec(f, d, 1, employerLine, postingLine, workerLine, takeLine)
	f.Cleanup(func() {
		if _, broken, err := d.Store().Verify(context.Background()); err != nil || broken != 0 {
			f.Errorf("journal broken at %d, %v", broken, err)
		}
	})
	f.Fuzz(func(t *testing.T, input []byte, bulk uint8) {
		if bytes.Contains(input, []byte("sync")) || bytes.Contains(input, []byte(`\u`)) {
			t.Skip("no county to talk to")
		}
		want := 0
		for line := range bytes.Lines(input) {
			if len(bytes.TrimSpace(line)) > 0 {
				want++
			}
		}
		var out bytes.Buffer
		if err := command.New(d, int(bulk)).Run(context.Background(), bytes.NewReader(input), &out); err != nil {
			t.Fatal(err)
		}
		if got := replies(t, out.String()); len(got) != want {
			t.Fatalf("%d replies to %d lines", len(got), want)
		}
	})
}
