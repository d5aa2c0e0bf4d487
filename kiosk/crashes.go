package kiosk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// mostCrashLog is how large the log of crashes grows before it becomes the old one, in bytes.
const mostCrashLog = 256 << 10

// crashes keeps what is known of panics in the folder DIR/crash: log.txt and one older. What kills the
// program is written by the runtime to fatal.txt and comes to the log at the next start, because the
// runtime cannot be told to leave out what people said: the log holds functions, lines and the
// runtime's own errors only, never the value of a panic.
type crashes struct {
	dir string
	now func() time.Time
	mu  sync.Mutex
}

// openCrashes takes what the last run left and names the file for what may kill this one.
func openCrashes(dir string, now func() time.Time) (*crashes, error) {
	c := &crashes{dir: filepath.Join(dir, "crash"), now: now}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of crashes: %w", err)
	}
	fatal := c.file("fatal.txt")
	left, err := os.ReadFile(fatal)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read what the last run left: %w", err)
	}
	if len(left) > 0 {
		if err := c.write("the program ended", string(left)); err != nil {
			return nil, err
		}
	}
	f, err := os.OpenFile(fatal, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("file for crashes: %w", err)
	}
	return c, errors.Join(debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close()) // the runtime has a copy
}

func (c *crashes) file(name string) string { return filepath.Join(c.dir, name) }

// note writes down a panic that was mended. That a disk takes no log stops nobody: there is nowhere
// else to tell it, and the screen says that something went wrong.
func (c *crashes) note(value any, stack []byte) {
	_ = c.write(kindOf(value), string(stack))
}

// kindOf says what a panic was without its words.
func kindOf(value any) string {
	if e, ok := value.(runtime.Error); ok {
		return "panic: " + e.Error()
	}
	return fmt.Sprintf("panic with a %T", value)
}

func (c *crashes) write(what, trace string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	log := c.file("log.txt")
	if info, err := os.Stat(log); err == nil && info.Size() > mostCrashLog {
		if err := os.Rename(log, c.file("log.old.txt")); err != nil {
			return fmt.Errorf("turn the log of crashes: %w", err)
		}
	}
	f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the log of crashes: %w", err)
	}
	_, err = fmt.Fprintf(f, "%s %s\n%s\n", c.now().UTC().Format(time.RFC3339), what, bare(trace))
	return errors.Join(err, f.Close())
}

// The lines of a crash that cannot hold what people said: which goroutine, function, file and line,
// and the runtime's own words.
var bareLines = []*regexp.Regexp{
	regexp.MustCompile(`^goroutine \d+ `),
	regexp.MustCompile(`^\t[\w./@+\-]+\.(go|s):\d+`),
	regexp.MustCompile(`^(fatal error|SIG\w+|\[signal SIG\w+)[ :\w\-]*`),
	regexp.MustCompile(`^panic: runtime error: [\w \[\]:\-]*`),
	regexp.MustCompile(`^(created by )?[\w./\-]+(\.\(\*\w+(\[\.\.\.\])?\)|\.[\w./\-]+|\[\.\.\.\])+`),
}

// mostBareLines bounds one crash in the log.
const mostBareLines = 200

// bare keeps of a crash's text what is about the program alone.
func bare(trace string) string {
	var out []string
	for line := range strings.Lines(trace) {
		for _, r := range bareLines {
			if kept := r.FindString(line); kept != "" && len(out) < mostBareLines {
				out = append(out, strings.TrimRight(kept, "\n"))
				break
			}
		}
	}
	return strings.Join(out, "\n") + "\n"
}
