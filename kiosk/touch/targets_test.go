package touch

import (
	"testing"

	"fyne.io/fyne/v2"
)

func targetNamed(targets []Target, label string) (Target, bool) {
	for _, t := range targets {
		if t.Label == label {
			return t, true
		}
	}
	return Target{}, false
}

func TestTargetsOfAScreen(t *testing.T) {
	s := startApp(t, Options{})
	screen := galleryWho(t, s)
	screen.Resize(fyne.NewSize(1920, 1080))
	targets := Targets(screen)
	for label, kind := range map[string]string{
		"返回": "button", "重来": "button", "结束": "button", "已同步": "chip", "按手机号": "choice", "8": "key", "退格": "key", "还差 3 位": "button",
	} {
		target, ok := targetNamed(targets, label)
		if !ok || target.Kind != kind {
			t.Errorf("%s is %q, found %t; want %s", label, target.Kind, ok, kind)
			continue
		}
		c := target.Centre()
		if c.X < 0 || c.Y < 0 || c.X > 1920 || c.Y > 1080 {
			t.Errorf("%s lies at %v", label, c)
		}
		if enabled := label != "还差 3 位"; target.Enabled != enabled || (target.Tap != nil) != enabled {
			t.Errorf("%s: enabled %t, tap %t", label, target.Enabled, target.Tap != nil)
		}
	}
	back, _ := targetNamed(targets, "返回")
	end, _ := targetNamed(targets, "结束")
	if back.Pos.X != s.Margin() || back.Pos.X >= end.Pos.X || back.Pos.Y != end.Pos.Y {
		t.Errorf("返回 stands at %v, 结束 at %v", back.Pos, end.Pos)
	}
}

// Two pressable things never overlap, and 12 DIP lie between them on the pad.
func TestTargetsKeepApart(t *testing.T) {
	for _, c := range []struct {
		options Options
		size    fyne.Size
	}{
		{Options{}, fyne.NewSize(1920, 1080)},
		{Options{Form: Compact}, fyne.NewSize(1366, 768)},
		{Options{Form: Upright}, fyne.NewSize(1080, 1920)},
	} {
		s := startApp(t, c.options)
		for name, screen := range map[string]fyne.CanvasObject{
			"home": galleryHome(t, s), "who": galleryWho(t, s), "results": galleryResults(t, s), "pinyin": galleryPinyin(t, s),
		} {
			screen.Resize(c.size)
			targets := Targets(screen)
			if len(targets) < 8 {
				t.Errorf("form %d %s: %d targets", s.Form(), name, len(targets))
			}
			for i, a := range targets {
				for _, b := range targets[i+1:] {
					if apart(a, b) < targetGap-1 {
						t.Errorf("form %d %s: %s and %s are %v DIP apart", s.Form(), name, a.Label, b.Label, apart(a, b))
					}
				}
			}
		}
	}
}

// apart is how far two targets lie from each other, negative when they overlap.
func apart(a, b Target) float32 {
	dx := max(b.Pos.X-a.Pos.X-a.Size.Width, a.Pos.X-b.Pos.X-b.Size.Width)
	dy := max(b.Pos.Y-a.Pos.Y-a.Size.Height, a.Pos.Y-b.Pos.Y-b.Size.Height)
	return max(dx, dy)
}

func TestTargetsBelowASheetAreOutOfReach(t *testing.T) {
	s := startApp(t, Options{})
	screen := galleryIdle(t, s)
	screen.Resize(fyne.NewSize(1920, 1080))
	targets := Targets(screen)
	if len(targets) != 2 {
		t.Fatalf("with the sheet open one can press %v", targets)
	}
	if targets[0].Label != "结束" || targets[1].Label != "继续" {
		t.Errorf("the sheet's buttons are %s, %s", targets[0].Label, targets[1].Label)
	}
	if goOn := targets[1]; goOn.Size.Height < targetContinue || goOn.Size.Width < 2*targets[0].Size.Width {
		t.Errorf("继续 is only %v", goOn.Size)
	}
}

func TestHiddenIsNoTarget(t *testing.T) {
	s := startApp(t, Options{})
	b := NewButton(s, PlainButton, "", "好", nothing)
	row := Row(0, b)
	row.Resize(fyne.NewSize(300, 100))
	if len(Targets(row)) != 1 {
		t.Error("a shown button is no target")
	}
	b.Hide()
	if len(Targets(row)) != 0 {
		t.Error("a hidden button is a target")
	}
}
