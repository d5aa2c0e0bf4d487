package wording

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// versionFile holds nothing but Version.
const versionFile = "version.go"

var versionLine = regexp.MustCompile(`(?m)^const Version = "\w*"$`)

// A county that keeps an older Version reads its open work again, so no rule changes without it.
func TestVersionIsOfTheseRules(t *testing.T) {
	if *rewrite {
		writeVersion(t)
		return
	}
	if sum := rulesSum(t); Version != sum {
		t.Errorf("the rules are %s and Version says %s: go test -run %s -rewrite", sum, Version, t.Name())
	}
}

// writeVersion writes the sum of the rules and of voice.bin as they lie on the disk.
func writeVersion(t testing.TB) {
	t.Helper()
	b, err := os.ReadFile(versionFile)
	if err != nil {
		t.Fatal(err)
	}
	b = versionLine.ReplaceAll(b, fmt.Appendf(nil, `const Version = "%s"`, rulesSum(t)))
	if err := os.WriteFile(versionFile, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// rulesSum names all that decides what is found: the package without its comments and its tests, and voice.bin.
func rulesSum(t testing.TB) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	h := sha256.New()
	for _, file := range append(files, "voice.bin") {
		if strings.HasSuffix(file, "_test.go") || file == versionFile {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(file, ".go") {
			h.Write(b)
			continue
		}
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile(file, -1, len(b)), b, nil, 0)
		for {
			_, tok, lit := s.Scan()
			if tok == token.EOF {
				break
			}
			fmt.Fprintf(h, "%s %s\n", tok, lit)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
