package ime

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBesideLibpinyin answers the phrases kept apart with the input method of the desktop in the
// same run, where Debian's libpinyin15-dev, libpinyin-data and gcc are installed: ours must stand
// first more often.
func TestBesideLibpinyin(t *testing.T) {
	flags, err := exec.Command("pkg-config", "--cflags", "--libs", "libpinyin").Output()
	if err != nil {
		t.Skip("libpinyin is not installed")
	}
	folder, err := exec.Command("pkg-config", "--variable=pkgdatadir", "libpinyin").Output()
	if err != nil {
		t.Skip("libpinyin is not installed")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "libpinyin")
	args := append([]string{"testdata/libpinyin.c", "-o", program}, strings.Fields(string(flags))...)
	if out, err := exec.Command("gcc", args...).CombinedOutput(); err != nil {
		t.Skipf("libpinyin does not compile: %s", out)
	}
	var apart []phrase
	var lines strings.Builder
	for _, p := range readPhrases(t) {
		if p.apart {
			apart = append(apart, p)
			lines.WriteString(p.pinyin + "\n")
		}
	}
	cmd := exec.Command(program, filepath.Join(strings.TrimSpace(string(folder)), "data"), dir)
	cmd.Stdin = strings.NewReader(lines.String())
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("libpinyin does not run: %v", err)
	}
	answers := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(answers) != len(apart) {
		t.Fatalf("libpinyin answers %d of %d lines", len(answers), len(apart))
	}
	theirs, ours := map[string]*score{}, map[string]*score{}
	for i, p := range apart {
		for _, kind := range []string{p.kind, "all"} {
			if theirs[kind] == nil {
				theirs[kind], ours[kind] = &score{}, &score{}
			}
			theirs[kind].add(strings.Split(answers[i], "\t"), p.text)
			ours[kind].add(texts(Open().Decode(p.pinyin, Options{})), p.text)
		}
	}
	for _, kind := range []string{"place", "name", "trade", "employer", "sentence", "word", "all"} {
		t.Logf("%-9s ours %s · libpinyin %s", kind, ours[kind], theirs[kind])
		if kind == "all" && ours[kind].first <= theirs[kind].first {
			t.Error("the input method of the desktop is better")
		}
	}
}
