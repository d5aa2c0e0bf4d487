package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yizhan/cmd/line"
	"yizhan/kiosk/ime"
)

// writeLines runs one ime command over lines and gives the answers.
func writeLines(t *testing.T, lines string, args ...string) []string {
	t.Helper()
	p := &line.Program{
		Name:     "stationctl",
		Commands: map[string]func(context.Context, *line.Call) error{"ime": writeChinese},
	}
	var out, log bytes.Buffer
	if code := p.Run(t.Context(), append([]string{"ime"}, args...), strings.NewReader(lines), &out, &log); code != 0 {
		t.Fatalf("%v: exit code %d, %s", args, code, out.String()+log.String())
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

func TestPinyinLines(t *testing.T) {
	got := writeLines(t, "lushanxianzhangliangzhen\r\n\n\xff\x00\xfe\nbaofengxian\n", "pinyin", "-hint", "place")
	if len(got) != 4 || got[1] != "" || got[2] != "" {
		t.Fatalf("answers %q", got)
	}
	for i, want := range map[int]string{0: "鲁山县张良镇", 3: "宝丰县"} {
		if first, _, _ := strings.Cut(got[i], "\t"); first != want {
			t.Errorf("line %d: first %s, want %s", i, first, want)
		}
	}
	fuzzy := writeLines(t, "zangliangzen\n", "pinyin", "-fuzzy", "-hint", "place")
	if !slices.Contains(strings.Split(fuzzy[0], "\t")[:5], "张良镇") {
		t.Errorf("fuzzy: %q", fuzzy)
	}
}

func TestStrokeLines(t *testing.T) {
	got := writeLines(t, "[[[10,50],[90,52]]]\nnothing\n[[[10,20],[90,20]],[[50,20],[50,90]]]\n[[[1]]]\n", "strokes")
	if len(got) != 4 || got[1] != "" || got[3] != "" {
		t.Fatalf("answers %q", got)
	}
	if !strings.HasPrefix(got[0], "一") || !slices.Contains(strings.Split(got[2], "\t")[:4], "丁") {
		t.Errorf("answers %q", got)
	}
}

// The answer comes when its line has come, not when the input ends.
func TestLinesAreAnsweredAtOnce(t *testing.T) {
	in, write := io.Pipe()
	read, out := io.Pipe()
	p := &line.Program{
		Name:     "stationctl",
		Commands: map[string]func(context.Context, *line.Call) error{"ime": writeChinese},
	}
	ended := make(chan int, 1)
	go func() { ended <- p.Run(t.Context(), []string{"ime", "pinyin"}, in, out, io.Discard) }()
	for range 2 {
		go func() { _, _ = io.WriteString(write, "mingtian\n") }()
		answer := make([]byte, 1<<16)
		n, err := read.Read(answer)
		if err != nil || !strings.HasPrefix(string(answer[:n]), "明天") {
			t.Fatalf("%q, %v", answer[:n], err)
		}
	}
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	select {
	case code := <-ended:
		if code != 0 {
			t.Errorf("exit code %d", code)
		}
	case <-time.After(time.Minute):
		t.Error("the end of the input does not end the command")
	}
}

func TestImeRefusals(t *testing.T) {
	p := &line.Program{
		Name:     "stationctl",
		Commands: map[string]func(context.Context, *line.Call) error{"ime": writeChinese},
	}
	for _, args := range [][]string{{"ime"}, {"ime", "pinyin", "-hint", "weather"}, {"ime", "bopomofo"}, {"ime", "pinyin", "strokes"}} {
		var out bytes.Buffer
		if code := p.Run(t.Context(), args, strings.NewReader(""), &out, io.Discard); code == 0 || !strings.Contains(out.String(), `"ok":false`) {
			t.Errorf("%v: exit code %d, %s", args, code, out.String())
		}
	}
}

func TestOwnWords(t *testing.T) {
	dir := t.TempDir()
	own, err := ime.Open().OpenLearned(filepath.Join(dir, ime.LearnedFile))
	if err != nil {
		t.Fatal(err)
	}
	own.Learn("石龙口", []string{"shi", "long", "kou"})
	own.Learn("西岭", []string{"xi", "ling"})
	if err := own.Save(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, want string }{
		{"words", `{"ok":true,"words":["石龙口","西岭"]}`},
		{"forget 石龙口", `{"ok":true,"words":["西岭"]}`},
		{"words", `{"ok":true,"words":["西岭"]}`},
		{"forget 西岭", `{"ok":true,"words":[]}`},
	} {
		got := writeLines(t, "", append(strings.Fields(c.args), "-data", dir)...)
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, want %s", c.args, got, c.want)
		}
	}
}
