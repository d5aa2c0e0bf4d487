package touch

import "fmt"

// Count is a number within words: 还要 3 人. The words come from the caller.
type Count struct {
	Before string
	N      int
	After  string
}

// figureGap is the room between a figure and its words in DIP.
const figureGap = 8

// NewFigure is a large figure with its unit on one baseline: 130 元/天. size is
// that of the figure, unit that of the words.
func NewFigure(s *Style, figure string, size float32, unit string, unitSize float32, c Colour) *Line {
	l := NewLine(s, figureGap, Run{Text: figure, Size: size, Weight: Black, Colour: c}, Run{Text: unit, Size: unitSize})
	l.fixed = true
	return l
}

// NewCount is a number in green Black of size DIP between its words: 还要 3 人.
func NewCount(s *Style, c Count, size, words float32) *Line {
	var runs []Run
	if c.Before != "" {
		runs = append(runs, Run{Text: c.Before, Size: words})
	}
	runs = append(runs, Run{Text: fmt.Sprint(c.N), Size: size, Weight: Black, Colour: GreenInk})
	if c.After != "" {
		runs = append(runs, Run{Text: c.After, Size: words})
	}
	l := NewLine(s, figureGap, runs...)
	l.fixed = true
	return l
}

// NewQuestion is the one question or title of a screen.
func NewQuestion(s *Style, text string) *Line { return NewText(s, text, Question, Bold, Ink) }

// NewHero is the home screen's large figure between bold words: 今天还要 63 人.
func NewHero(s *Style, c Count, size float32) *Line {
	l := NewLine(s, 18,
		Run{Text: c.Before, Size: Question, Weight: Bold},
		Run{Text: fmt.Sprint(c.N), Size: size, Weight: Black, Colour: GreenInk},
		Run{Text: c.After, Size: Question, Weight: Bold})
	l.fixed = true
	return l
}
