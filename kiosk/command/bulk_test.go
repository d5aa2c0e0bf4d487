package command_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/sqldb"
)

// Bulk input gives the same replies as one command a transaction, whatever stands between:
// refusals, nonsense, blank lines, a sync, a line longer than the buffer.
func TestBulkGivesTheSameReplies(t *testing.T) {
	lines := []string{
		employerLine, postingLine, workerLine, takeLine, takeLine, ``, `nonsense`, strings.Replace(postingLine, `"headcount":5`, `"headcount":0`, 1),
		`{"do":"posting.list"}`, `{"do":"sync"}`, postingLine, `{"do":"s\u0079nc"}`, `{"do":"match.cancel","match":"12-1-5"}`, takeLine,
		`{"do":"status"` + strings.Repeat(" ", 100<<10) + `}`, strings.Repeat("x", command.MaxLine+1), `{"do":"verify"}`, `{"do":"unknown"}`,
	}
	for i := range 40 {
		lines = append(lines, strings.Replace(workerLine, "18900001111", fmt.Sprintf("189%08d", i), 1))
	}
	want := exec(t, station(t), 1, lines...)
	for _, bulk := range []int{0, 2, 3, 10, 1000} {
		got := exec(t, station(t), bulk, lines...)
		if len(got) != len(want) {
			t.Fatalf("bulk %d: %d replies, want %d", bulk, len(got), len(want))
		}
		for i := range want {
			delete(want[i], "slip") // each print has a nonce of its own
			delete(got[i], "slip")
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Errorf("bulk %d, reply %d: %v, want %v", bulk, i, got[i], want[i])
			}
		}
	}
}

// watcher looks, at each reply, whether what it says is in the database.
type watcher struct {
	t     *testing.T
	d     *desk.Desk
	said  int // ok replies to check-ins
	calls int
}

func (w *watcher) Write(p []byte) (int, error) {
	w.calls++
	w.said += bytes.Count(p, []byte(`"number":`))
	// The list is read on a connection of its own, so it sees only what was committed.
	l, err := w.d.Store().CheckIns(context.Background(), "")
	if err != nil || len(l) < w.said {
		w.t.Errorf("%d check-ins said, %d saved (%v)", w.said, len(l), err)
	}
	return len(p), nil
}

func TestNothingIsSaidBeforeItIsSaved(t *testing.T) {
	for _, bulk := range []int{1, 7} {
		d := station(t)
		var in strings.Builder
		for i := range 50 {
			in.WriteString(strings.Replace(workerLine, "18900001111", fmt.Sprintf("189%08d", i), 1) + "\n")
		}
		w := &watcher{t: t, d: d}
		if err := command.New(d, bulk).Run(t.Context(), strings.NewReader(in.String()), w); err != nil {
			t.Fatal(err)
		}
		if w.said != 50 || w.calls < 50/max(bulk, 1) {
			t.Errorf("bulk %d: %d said in %d writes", bulk, w.said, w.calls)
		}
	}
}

// A caller that waits for each reply before it sends the next line must not wait for ever.
func TestBulkDoesNotWaitForMore(t *testing.T) {
	d := station(t)
	in, write := io.Pipe()
	read, out := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- command.New(d, 100).Run(t.Context(), in, out) }()
	for range 3 {
		if _, err := io.WriteString(write, `{"do":"status"}`+"\n"); err != nil {
			t.Fatal(err)
		}
		line := make([]byte, 500)
		got := make(chan int, 1)
		go func() { n, _ := read.Read(line); got <- n }()
		select {
		case n := <-got:
			replies(t, string(line[:n]))
		case <-time.After(10 * time.Second):
			t.Fatal("no reply although no further line waits")
		}
	}
	write.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// The end of the context stops a run that waits for input, and leaves no command half done.
func TestRunEndsWithItsContext(t *testing.T) {
	d := station(t)
	in, write := io.Pipe()
	defer write.Close()
	var out bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- command.New(d, 1).Run(ctx, in, &out) }()
	if _, err := io.WriteString(write, employerLine+"\n"); err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("Run waits for input after its end")
	}
	if said := uint64(len(replies(t, out.String()))); said != facts(t, d) {
		t.Errorf("%d replies, %d facts", said, facts(t, d))
	}
}

func TestLine(t *testing.T) {
	d := station(t)
	x := command.New(d, 1)
	for text, code := range map[string]string{employerLine: "", `{"do":"no"}`: "unknown_do", strings.Repeat("x", command.MaxLine+1): "too_long_line", "": "bad_json"} {
		b, err := x.Line(t.Context(), []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if r := replies(t, string(b))[0]; r.code() != code {
			t.Errorf("%.40s: %v, want %q", text, r, code)
		}
	}
}

// Nobody knows whether the command was saved: no reply is written, and the run ends with an error.
func TestNoReplyWithoutTheTruth(t *testing.T) {
	for _, bulk := range []int{1, 10} {
		dir := t.TempDir()
		d := stationIn(t, dir)
		spoil, err := sqldb.Open(filepath.Join(dir, "station.db"))
		if err != nil {
			t.Fatal(err)
		}
		// The commit fails on a foreign key that is looked at last, and then the disk is gone.
		err = spoil.Update(t.Context(), func(tx *sqldb.Tx) error {
			_, err := tx.Exec(`CREATE TABLE parent (a INTEGER PRIMARY KEY); CREATE TABLE child (a INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
				CREATE TRIGGER spoil AFTER INSERT ON check_in BEGIN INSERT INTO child VALUES (1); END`)
			return err
		})
		if err := errors.Join(err, spoil.Close(), os.RemoveAll(dir)); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		err = command.New(d, bulk).Run(t.Context(), strings.NewReader(workerLine+"\n"), &out)
		if !errors.Is(err, store.ErrUnknown) || out.Len() != 0 {
			t.Errorf("bulk %d: %v, said %q", bulk, err, out.String())
		}
	}
}
