package command_test

import (
	"fmt"
	"strings"
	"testing"
)

// A worker is found by phone or ID number, and the reply says nothing more of whom. In bulk the
// lines around it are kept as if it stood alone, for it waits for the county.
func TestWorkerFindLines(t *testing.T) {
	for _, bulk := range []int{1, 20} {
		d := station(t)
		lines := []struct{ line, want string }{
			{strings.TrimSuffix(workerLine, "}") + `,"id_number":"11010519491231002x"}`, `map[check_in:12-1-2 number:1 ok:true worker:12-1-1]`},
			{`{"do":"worker.find","phone":"18900001111"}`, `map[here:true ok:true worker:12-1-1]`},
			{`{"do":"worker.check_in","name":"王师傅","phone":"18900001111"}`, `map[check_in:12-1-4 number:2 ok:true worker:12-1-3]`},
			{`{"do":"worker.find","phone":"18900001111"}`, `name_needed`},
			{`{"do":"worker.find","phone":"18900001111","name":"王师傅"}`, `map[here:true ok:true worker:12-1-3]`},
			{`{"do":"worker.find","id_number":"11010519491231002X"}`, `map[here:true ok:true worker:12-1-1]`},
			{`{"do":"worker.find","phone":"18900002222"}`, `offline`},
			{`{"do":"worker.find"}`, `required`},
			{`{"do":"worker.find","phone":1}`, `bad_value`},
			{`{"do":"worker.find","phone":"18900001111","posting":"12-1-1"}`, `unknown_field`},
			{`{"do":"worker.check_in","name":"王师傅","id_number":"110105194912310020"}`, `bad_id_number`},
		}
		var all []string
		for _, l := range lines {
			all = append(all, l.line)
		}
		got := exec(t, d, bulk, all...)
		if len(got) != len(lines) {
			t.Fatalf("%d replies", len(got))
		}
		for i, l := range lines {
			if shown := fmt.Sprint(got[i]); got[i].code() != l.want && shown != l.want {
				t.Errorf("bulk %d: %s\n gives %s\n  want %s", bulk, l.line, shown, l.want)
			}
		}
	}
}
