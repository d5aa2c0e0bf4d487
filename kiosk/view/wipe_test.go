package view

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// After 结束 nothing of a person is on screen, and large text is gone with the person.
func TestEndWipesTheScreen(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range []string{"done", "number", "people", "birth", "mine", "mine-none", "contact", "hire-check", "complaint-number"} {
		t.Run(name, func(t *testing.T) {
			_, app := play(t, name)
			v, _ := show(app, fyne.NewSize(1366, 768), true, Options{})
			if text := written(v); !strings.Contains(text, "李师傅") && !strings.Contains(text, "8888") {
				t.Fatal("the person is not on screen, so that this test cannot find a trace")
			}
			app.End()
			if v.Page() != "home" || v.large {
				t.Errorf("after the end: page %s, large text %v", v.Page(), v.large)
			}
			if text := written(v); strings.Contains(text, "李师傅") || strings.Contains(text, "8888") {
				t.Errorf("still on screen: %s", text)
			}
		})
	}
}

// written is all that can be read on screen.
func written(v *View) string {
	var out []string
	walk(v.Screen(), 0, 0, nil, func(text *canvas.Text, _ box, _ []box) { out = append(out, text.Text) })
	return strings.Join(out, "\n")
}
