package ime

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestLearned(t *testing.T) {
	e := Open()
	file := filepath.Join(t.TempDir(), LearnedFile)
	own, err := e.OpenLearned(file)
	if err != nil {
		t.Fatal(err)
	}
	first := func(l *Learned, line string) string { return e.Decode(line, Options{Own: l}).Candidates[0].Text }
	before := first(own, "laohetangqiao")
	if before == "老河堂桥" {
		t.Fatal("the word is known without being learned")
	}
	own.Learn("老河堂桥", []string{"lao", "he", "tang", "qiao"})
	own.Learn("不成", []string{"bu", "xyz"}) // no such syllable
	own.Learn("长", []string{"chang"})      // one character is no word
	if got := first(own, "laohetangqiao"); got != "老河堂桥" {
		t.Errorf("first is %s", got)
	}
	if got := first(nil, "laohetangqiao"); got != before {
		t.Errorf("without the station's words first is %s", got)
	}
	if err := own.Save(); err != nil {
		t.Fatal(err)
	}
	again, err := e.OpenLearned(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Words(); !slices.Equal(got, []string{"老河堂桥"}) {
		t.Errorf("the file keeps %v", got)
	}
	again.Forget("老河堂桥")
	if err := again.Save(); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(file); err != nil || len(data) > 0 {
		t.Errorf("after forgetting the file holds %q, %v", data, err)
	}
	if got := first(again, "laohetangqiao"); got != before {
		t.Errorf("after forgetting first is %s", got)
	}
	own.ForgetAll()
	if got := first(own, "laohetangqiao"); got != before || len(own.Words()) > 0 {
		t.Errorf("after forgetting all first is %s", got)
	}
}

// A damaged file costs its damaged lines.
func TestLearnedDamagedFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), LearnedFile)
	if err := os.WriteFile(file, []byte("石龙口\tshi long kou\t3\n\xff\xfe\n老\t\t1\n西岭\txi ling\t"), 0o600); err != nil {
		t.Fatal(err)
	}
	own, err := Open().OpenLearned(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := own.Words(); !slices.Equal(got, []string{"石龙口"}) {
		t.Errorf("words %v", got)
	}
}

func TestReading(t *testing.T) {
	e := Open()
	for _, c := range []struct {
		text, typed string
		want        []string
	}{
		{"西安", "xian", []string{"xi", "an"}},
		{"先", "xian", []string{"xian"}},
		{"张良镇", "zangliangz", []string{"zhang", "liang", "zhen"}},
		{"鲁山县", "lsx", []string{"lu", "shan", "xian"}},
		{"王", "li", nil},
		{"长城长", "changcheng", nil},
	} {
		got, ok := e.Reading(c.text, c.typed)
		if ok != (c.want != nil) || ok && !slices.Equal(got, c.want) {
			t.Errorf("%s typed %s: %v, %v", c.text, c.typed, got, ok)
		}
	}
}
