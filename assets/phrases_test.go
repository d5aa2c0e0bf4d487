package assets

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"yizhan/sync/market"
)

func readPhrases(t *testing.T, lang Phrases) map[string]string {
	t.Helper()
	table, err := mergePhrases(phraseFiles, lang)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

var placePattern = regexp.MustCompile(`\{[^{}]*\}`)

// places lists the {name} places of a text, sorted, each once.
func places(text string) []string {
	found := placePattern.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestPhrasesAgree(t *testing.T) {
	zh, en := readPhrases(t, Chinese), readPhrases(t, English)
	keyForm := regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+$`)
	placeForm := regexp.MustCompile(`^\{[a-z0-9_]+\}$`)
	for _, key := range slices.Sorted(maps.Keys(zh)) {
		if !keyForm.MatchString(key) {
			t.Errorf("key %q: want room.name in small letters", key)
		}
		english, ok := en[key]
		if !ok {
			t.Errorf("%s: has no English", key)
			continue
		}
		if a, b := places(zh[key]), places(english); !slices.Equal(a, b) {
			t.Errorf("%s: places %v in Chinese, %v in English", key, a, b)
		}
		for _, p := range places(zh[key]) {
			if !placeForm.MatchString(p) {
				t.Errorf("%s: place %s", key, p)
			}
		}
		if strings.ContainsFunc(english, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: Chinese in the English: %s", key, english)
		}
		for lang, text := range map[Phrases]string{Chinese: zh[key], English: english} {
			if text != strings.TrimSpace(text) || strings.Count(text, "{") != len(placePattern.FindAllString(text, -1)) {
				t.Errorf("%s: space around the text or a lone brace: %q", key, text)
			}
			if got := lang.T(key); got != text {
				t.Errorf("%s: T gives %q, the file %q", key, got, text)
			}
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s: has no Chinese", key)
		}
	}
}

// Every file is there in both languages, so that a room is not forgotten whole.
func TestPhraseFilesInPairs(t *testing.T) {
	names, err := fs.Glob(phraseFiles, "phrases/*")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		room, rest, _ := strings.Cut(filepath.Base(name), ".")
		if rest != "zh.json" && rest != "en.json" {
			t.Errorf("%s: want %s.zh.json or %s.en.json", name, room, room)
		}
		for _, lang := range []string{"zh", "en"} {
			if other := "phrases/" + room + "." + lang + ".json"; !slices.Contains(names, other) {
				t.Errorf("%s is missing beside %s", other, name)
			}
		}
	}
}

func TestPhrasesT(t *testing.T) {
	for _, c := range []struct {
		got, want string
	}{
		{Chinese.T("unit.day"), "天"},
		{Phrases("en").T("unit.day"), "day"},
		{Phrases("fr").T("unit.day"), "天"},
		{Chinese.T("pay.per", "pay", 150, "unit", "天"), "150元/天"},
		{Chinese.T("pay.per", "unit", "{pay}", "pay", 150), "150元/{pay}"}, // what was filled in is not filled again
		{Chinese.T("pay.per", "pay", 150), "150元/{unit}"},
		{Chinese.T("pay.per", "pay"), "{pay}元/{unit}"},
		{Chinese.T("no.such_key"), "⟦no.such_key⟧"},
		{English.T("no.such_key", "pay", 1), "⟦no.such_key⟧"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestRefusal(t *testing.T) {
	form := market.Errors{{Code: "bad_phone", Field: "phone"}, {Code: "required", Field: "title"}}
	for _, c := range []struct {
		err  error
		want string
	}{
		{&market.Error{Code: "required", Field: "headcount"}, "人数还没填，请补上。"},
		{market.Refuse("required"), "这一项还没填，请补上。"},
		{&market.Error{Code: "required", Field: "no_such_field"}, "这一项还没填，请补上。"},
		{fmt.Errorf("take posting 12-1-431: %w", market.Refuse("full")), Chinese.T("error.full")},
		{fmt.Errorf("open posting: %w", form), Chinese.T("error.bad_phone")},
		{errors.New("sql: connection refused"), Chinese.T("error.internal")},
		{market.Refuse("no_such_code"), Chinese.T("error.internal")},
	} {
		if got := Chinese.Refusal(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

func TestMergePhrasesRefuses(t *testing.T) {
	for name, c := range map[string]struct{ a, b, says string }{
		"key in two files":   {`{"home.ok":"好"}`, `{"home.ok":"行"}`, `"home.ok" stands already in a.zh.json`},
		"key twice":          {`{"home.ok":"好","home.ok":"行"}`, `{}`, `stands already`},
		"not text":           {`{"home.ok":3}`, `{}`, "home.ok"},
		"nested":             {`{"home":{"ok":"好"}}`, `{}`, "home"},
		"empty":              {`{"home.ok":""}`, `{}`, "home.ok"},
		"list":               {`[]`, `{}`, "not a JSON object"},
		"cut short":          {`{"home.ok":"好"`, `{}`, "EOF"},
		"something after it": {`{"home.ok":"好"} {}`, `{}`, "after"},
	} {
		files := fstest.MapFS{
			"phrases/a.zh.json": {Data: []byte(c.a)},
			"phrases/b.zh.json": {Data: []byte(c.b)},
			"phrases/a.en.json": {Data: []byte(`[`)}, // another language is not looked at
		}
		got, err := mergePhrases(files, Chinese)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v; want %q", name, got, err, c.says)
		}
	}
}

// Every business code that the code of this repository can refuse with has a sentence.
func TestEveryRefusalHasWords(t *testing.T) {
	made := regexp.MustCompile(`(?:\bRefuse\(|\bError\{Code: |\bl\.add\()"([a-z0-9_]+)"`)
	found := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range made.FindAllStringSubmatch(string(source), -1) {
			found++
			if !Chinese.Has("error." + m[1]) {
				t.Errorf("%s: code %s has no phrase error.%s", path, m[1], m[1])
			}
		}
		return nil
	})
	if err != nil || found < 20 {
		t.Errorf("%d codes found, %v", found, err)
	}
}

// Every value of the closed lists has words, and so has every step of distance and tier.
func TestEveryChoiceHasWords(t *testing.T) {
	var keys []string
	keys = append(keys, prefixed("unit.", market.PayUnits)...)
	keys = append(keys, prefixed("settlement.", market.Settlements)...)
	keys = append(keys, prefixed("share.", market.Shares)...)
	keys = append(keys, prefixed("source.", market.Sources)...)
	keys = append(keys, prefixed("insurance.", market.Insurances)...)
	keys = append(keys, prefixed("employer_kind.", market.EmployerKinds)...)
	keys = append(keys, prefixed("purpose.", market.Purposes)...)
	keys = append(keys, prefixed("cancel.", market.CancelReasons)...)
	keys = append(keys, prefixed("match_state.", []market.MatchState{market.Taken, market.Arrived, market.Finished, market.Cancelled})...)
	for d := market.SameVillage; d <= market.DistanceUnknown; d++ {
		keys = append(keys, "distance."+d.String())
	}
	for l := market.LevelCity; l <= market.LevelVillage; l++ {
		keys = append(keys, "level."+l.String())
	}
	for _, tr := range Trades().All() {
		for _, f := range tr.Flags {
			kind, _, _ := strings.Cut(f, ":")
			keys = append(keys, "flag."+kind)
		}
	}
	for _, key := range keys {
		if !Chinese.Has(key) {
			t.Errorf("%s: has no words", key)
		}
	}
}

func prefixed[T ~string](prefix string, list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = prefix + string(v)
	}
	return out
}
