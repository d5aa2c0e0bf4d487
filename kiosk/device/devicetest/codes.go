package devicetest

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// readers are programs that read codes and share nothing with each other: the line about each file, in the files' order, says what.
var readers = []struct {
	pkg, program string // Debian's package, and what is called
	args         []string
	code         *regexp.Regexp
}{
	{"zbar-tools", "zbarimg", []string{"-q", "--raw"}, regexp.MustCompile(`^(.+)$`)},
	{"zxing-cpp-tools", "ZXingReader", []string{"-1", "-format", "QRCode"}, regexp.MustCompile(`QRCode "(.+)"`)},
}

// ReadBack lets zbarimg and ZXingReader read the code in each picture; want are the texts, in the order of the files.
func ReadBack(t testing.TB, files, want []string) {
	t.Helper()
	for _, r := range readers {
		if _, err := exec.LookPath(r.program); err != nil {
			t.Fatalf("%s is needed to read codes back; it is in the Debian package %s", r.program, r.pkg)
		}
		out, err := exec.Command(r.program, append(r.args, files...)...).Output()
		if err != nil {
			t.Errorf("%s: %v", r.program, err)
		}
		got := strings.Split(strings.TrimSpace(string(out)), "\n")
		if len(got) != len(want) {
			t.Fatalf("%s reads %d of %d codes", r.program, len(got), len(want))
		}
		for i := range want {
			if code := r.code.FindStringSubmatch(got[i]); code == nil || code[1] != want[i] {
				t.Errorf("%s: %s reads %q, want %q", files[i], r.program, got[i], want[i])
			}
		}
		t.Logf("%s reads %d of %d", r.program, len(got), len(want))
	}
}
