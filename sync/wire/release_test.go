package wire_test

import (
	"os"
	"strings"
	"testing"

	"yizhan/sync/wire"
)

// Packages carry the release that the program tells.
func TestReleaseIsThePackages(t *testing.T) {
	toml, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if want := `Version = "` + wire.Release + `"`; !strings.Contains(string(toml), want) {
		t.Errorf("FyneApp.toml does not say %s", want)
	}
}

func TestOlderProgram(t *testing.T) {
	for program, older := range map[string]bool{
		wire.Program:          false,
		"yizhan 0.0.9":        true,
		"yizhan 0.0.10-rc1":   true,
		"yizhan 0.1.1":        false,
		"yizhan 1.0.0":        false,
		"yizhan 0.1.0-rc1":    false,
		"yizhan":              true, // of before releases were told
		"":                    false,
		"yizhan 0.1":          false,
		"yizhan -1.0.0":       false,
		"yizhan 99999999.0.0": false,
		"other 0.0.1":         false,
		"驿站 0.0.1":            false,
	} {
		if got := wire.OlderProgram(program); got != older {
			t.Errorf("%q is older: %t", program, got)
		}
	}
}
