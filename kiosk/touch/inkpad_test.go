package touch

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"yizhan/kiosk/ime"
)

// drawOn draws over the pad as the driver reports it: down, drags, up, end of the drag.
func drawOn(p *InkPad, path ...fyne.Position) {
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: path[0]}})
	for _, at := range path[1:] {
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	p.MouseUp(&desktop.MouseEvent{})
	if len(path) > 1 {
		p.DragEnd()
	}
}

func TestInkPadTellsStrokes(t *testing.T) {
	s := startApp(t, Options{})
	var strokes []ime.Stroke
	var p *InkPad
	p = NewInkPad(s, "用手指写一个字", func(stroke ime.Stroke) {
		strokes = append(strokes, stroke)
		p.SetStrokes(strokes)
	})
	p.Resize(fyne.NewSize(500, 400))
	if p.hint.Hidden {
		t.Error("the empty box says nothing")
	}
	drawOn(p, fyne.NewPos(50, 60), fyne.NewPos(51, 60), fyne.NewPos(120, 64), fyne.NewPos(9000, -20))
	drawOn(p, fyne.NewPos(200, 200)) // a dot
	if len(strokes) != 2 || len(strokes[0]) != 3 || len(strokes[1]) != 1 {
		t.Fatalf("strokes %v", strokes)
	}
	if last := strokes[0][2]; last.X > 500 || last.Y < 0 {
		t.Errorf("a finger outside the box draws at %v", last)
	}
	drawn := len(p.children)
	p.SetStrokes(strokes[:1])
	if len(p.children) >= drawn || !p.hint.Hidden {
		t.Error("a stroke that was taken back is still drawn")
	}
	p.SetStrokes(nil)
	if p.hint.Hidden {
		t.Error("the empty box says nothing")
	}
}

// The box is 120 mm wide on every panel that has room for it.
func TestInkBox(t *testing.T) {
	for _, c := range []struct {
		form  Form
		pitch float64
		least float32 // DIP
	}{
		{Wide, 0.248, 120 / 0.248}, {Upright, 0.248, 120 / 0.248}, {Compact, 0.3, 120 / 0.3}, {Compact, 0.248, 120 / 0.248}, {Wide, 0.2, 600},
	} {
		s := startApp(t, Options{Form: c.form, MMPerPixel: c.pitch})
		if got := s.InkBox(); got < c.least {
			t.Errorf("form %d at %v mm: %v DIP, want %v", c.form, c.pitch, got, c.least)
		}
	}
}

func TestSyllablesAreTapped(t *testing.T) {
	s := startApp(t, Options{})
	var tapped []int
	f := NewTextField(s, "")
	f.Resize(fyne.NewSize(1200, 108))
	f.SetSyllables("村口", []string{"pu", "tao", "yuan"}, 3, "", func(i int) { tapped = append(tapped, i) })
	targets := Targets(f)
	for _, target := range targets {
		if target.Size.Width < s.Target(targetMinimum) || target.Pos.X+target.Size.Width > 1200 {
			t.Errorf("%s stands at %v, %v", target.Label, target.Pos, target.Size)
		}
		target.Tap()
	}
	if len(targets) != 3 || targets[1].Label != "tao" || len(tapped) != 3 || tapped[1] != 1 {
		t.Errorf("targets %v, tapped %v", targets, tapped)
	}
	f.Resize(fyne.NewSize(420, 108)) // the last ones stay when there is no room for all
	if got := Targets(f); len(got) == 0 || len(got) == 3 || got[len(got)-1].Label != "yuan" {
		t.Errorf("a narrow field shows %v", got)
	}
}
