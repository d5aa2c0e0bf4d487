package devicetest

import (
	"bytes"
	"os"
	"testing"
)

// Kept compares what a paper is now with the file in which people looked at it last. With rewrite it is written
// anew, to be looked at in review; here a single changed dot shows.
func Kept(t *testing.T, file string, got []byte, rewrite bool) {
	t.Helper()
	if rewrite {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s looks different now; look at it and renew it with -rewrite", file)
	}
}
