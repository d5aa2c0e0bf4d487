package command_test

import (
	"fmt"
	"testing"

	"yizhan/sync/market"
)

// What a scanned code means, and the number that is typed instead of it.
func TestCodeLines(t *testing.T) {
	d := station(t)
	out := exec(t, d, 1, employerLine, postingLine, workerLine, takeLine, `{"do":"worker.card","worker":"12-1-3"}`, `{"do":"worker.card","worker":"12-1-3"}`)
	slip, old, card := out[3]["slip"].(string), out[4]["card"].(string), out[5]["card"].(string)
	job, ok, err := d.Store().NewestPrint(t.Context(), "12-1-5")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	no := market.TicketNo("12-1-5", job.Nonce)
	const mine = `map[kind:match match:12-1-5 ok:true place:1 posting:12-1-2 state:taken worker:12-1-3]`
	for _, step := range []struct{ line, want string }{
		{fmt.Sprintf(`{"do":"code.read","code":%q}`, slip), mine},
		{fmt.Sprintf(`{"do":"ticket.find","ticket":%q}`, no), mine},
		{fmt.Sprintf(`{"do":"code.read","code":%q}`, card), `map[kind:worker ok:true worker:12-1-3]`},
		{fmt.Sprintf(`{"do":"code.read","code":%q}`, old), `map[kind:void_card ok:true]`},
		{`{"do":"code.read","code":"YZS-0000000000000000"}`, `map[kind:staff ok:true]`},
		{`{"do":"code.read","code":"6901234567892"}`, `map[kind:alien ok:true]`},
		{`{"do":"code.read","code":"HTTPS://LS.EXAMPLE.CN/J/17"}`, `map[kind:bad_slip ok:true]`},
		{`{"do":"ticket.find","ticket":"12345678"}`, `bad_ticket`},
		{`{"do":"ticket.find","ticket":"00000000"}`, `unknown_match`},
		{`{"do":"worker.card","worker":"12-1-99"}`, `unknown_worker`},
	} {
		got := exec(t, d, 1, step.line)
		if shown := fmt.Sprint(got[0]); got[0].code() != step.want && shown != step.want {
			t.Errorf("%s\n gives %s\n  want %s", step.line, shown, step.want)
		}
	}
}
