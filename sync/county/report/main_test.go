package report_test

import (
	"flag"
	"os"
	"testing"
)

// Twenty months are enough for every landing; `make soak` says -rapid.checks 1000.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "20"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
