package ime

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// OpenLearned reads the words of a station from a file; one that is not there is empty. Lines that
// are no words are passed over, so that a file that was cut short costs only its end.
func (e *Engine) OpenLearned(file string) (*Learned, error) {
	l := e.NewLearned()
	l.file = file
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the station's words: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 3 {
			continue
		}
		times, err := strconv.Atoi(parts[2])
		if err != nil || times < 1 {
			continue
		}
		l.Learn(parts[0], strings.Fields(parts[1]))
		if w := l.all[parts[0]+"\t"+parts[1]]; w != nil {
			w.times = times
		}
	}
	l.old = false
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the station's words: %w", err)
	}
	return l, nil
}

// Save writes the words into their file if they have changed, in one step: another reader sees the
// old words or the new ones.
func (l *Learned) Save() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.old || l.file == "" {
		return nil
	}
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(l.all)) {
		w := l.all[key]
		fmt.Fprintf(&b, "%s\t%s\t%d\n", w.text, strings.Join(w.reading, " "), w.times)
	}
	part := l.file + ".new"
	if err := os.WriteFile(part, []byte(b.String()), 0o600); err != nil {
		return fmt.Errorf("write the station's words: %w", err)
	}
	if err := os.Rename(part, l.file); err != nil {
		return fmt.Errorf("write the station's words: %w", err)
	}
	l.old = false
	return nil
}

// LearnedFile is the name of the file in a station's folder.
const LearnedFile = "words.tsv"
