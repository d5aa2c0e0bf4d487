package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"yizhan/cmd/line"
	"yizhan/kiosk/ime"
	"yizhan/kiosk/ime/hand"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// imeLine is how much of a line is read; the rest of a longer one is passed over.
const imeLine = 1 << 20

// imeShown is how many candidates a line is answered with at most.
const imeShown = 40

// writeChinese answers lines one by one with candidates, tab-separated: ime pinyin reads pinyin, ime
// strokes the strokes of one character as [[[x,y],…],…]. It needs no folder. A line that means
// nothing is answered with an empty one.
func writeChinese(ctx context.Context, c *line.Call) error {
	hintName := c.Flags.String("hint", "text", "what the field asks for: name, place, trade, employer or text")
	fuzzy := c.Flags.Bool("fuzzy", false, "take zh for z, n for l, in for ing … too")
	words, err := c.Words()
	if err != nil {
		return err
	}
	hint, ok := ime.ParseHint(*hintName)
	if !ok {
		return &market.Error{Code: "bad_value", Field: "hint"}
	}
	switch {
	case len(words) > 1 && words[0] == "forget", len(words) == 1 && words[0] == "words":
		return ownWords(c, words[1:])
	case len(words) != 1:
		return market.Refuse("unknown_do")
	}
	switch words[0] {
	case "pinyin":
		engine := ime.Open()
		return answerLines(ctx, c, func(text []byte) []string {
			var all []string
			for _, candidate := range engine.Decode(string(text), ime.Options{Hint: hint, Fuzzy: *fuzzy}).Candidates {
				all = append(all, candidate.Text)
			}
			return all
		})
	case "strokes":
		recognizer := ime.OpenHand()
		return answerLines(ctx, c, func(text []byte) []string {
			return strings.Split(string(recognizer.Candidates(hand.Downward(readStrokes(text)), imeShown)), "")
		})
	}
	return market.Refuse("unknown_do")
}

// ownWords lists what the staff of the station have taught it, after forgetting some: ime words,
// ime forget WORD…
func ownWords(c *line.Call, forget []string) error {
	if c.Data == "" {
		return &market.Error{Code: "required", Field: "data"}
	}
	release, err := store.Lock(c.Data)
	if err != nil {
		return err
	}
	defer release()
	own, err := ime.Open().OpenLearned(filepath.Join(c.Data, ime.LearnedFile))
	if err != nil {
		return err
	}
	for _, word := range forget {
		own.Forget(word)
	}
	if err := own.Save(); err != nil {
		return err
	}
	return c.Say(map[string]any{"ok": true, "words": append([]string{}, own.Words()...)})
}

// readStrokes reads [[[x,y],…],…]; anything else is no stroke. Points may have more numbers (time,
// pressure), which are passed over.
func readStrokes(text []byte) []hand.Stroke {
	var drawn [][][]float64
	if json.Unmarshal(text, &drawn) != nil {
		return nil
	}
	var strokes []hand.Stroke
	for _, points := range drawn {
		var s hand.Stroke
		for _, p := range points {
			if len(p) >= 2 {
				s = append(s, hand.Point{X: p[0], Y: p[1]})
			}
		}
		strokes = append(strokes, s)
	}
	return strokes
}

// answerLines writes one line for each line that comes in, at once.
func answerLines(ctx context.Context, c *line.Call, candidates func(text []byte) []string) error {
	in := bufio.NewReaderSize(c.Stdin, 1<<16)
	for ctx.Err() == nil {
		text, err := boundedLine(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read line: %w", err)
		}
		all := candidates(text)
		if len(all) > imeShown {
			all = all[:imeShown]
		}
		if _, err := io.WriteString(c.Stdout, strings.Join(all, "\t")+"\n"); err != nil {
			return fmt.Errorf("write candidates: %w", err)
		}
	}
	return ctx.Err()
}

// boundedLine reads a line without its end and keeps imeLine of it. io.EOF comes alone, after the
// last line.
func boundedLine(in *bufio.Reader) ([]byte, error) {
	var text []byte
	for read := false; ; read = true {
		part, err := in.ReadSlice('\n')
		if room := imeLine - len(text); room > 0 {
			text = append(text, part[:min(room, len(part))]...)
		}
		switch {
		case err == nil, errors.Is(err, io.EOF) && (read || len(part) > 0):
			return []byte(strings.TrimRight(string(text), "\r\n")), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}
