package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Texts lists the pieces of text that are visible under root, in drawing order, for tests.
func Texts(root fyne.CanvasObject) []string {
	if root == nil || !root.Visible() {
		return nil
	}
	if t, ok := root.(*canvas.Text); ok {
		if t.Text == "" {
			return nil
		}
		return []string{t.Text}
	}
	var out []string
	children, _ := childrenOf(root)
	for _, c := range children {
		out = append(out, Texts(c)...)
	}
	return out
}
