package board_test

import (
	"flag"
	"os"
	"testing"
)

// A case of the property is a whole county with its disks; eight a run are enough for
// every day. `go test -rapid.checks=1000` runs more.
func TestMain(m *testing.M) {
	given := false
	flag.Parse()
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", "8"); err != nil {
			panic(err) // the flag is rapid's
		}
	}
	os.Exit(m.Run())
}
