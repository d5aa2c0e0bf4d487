package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NewPanel is a secondary face around content; it is never pressable.
func NewPanel(s *Style, content fyne.CanvasObject) fyne.CanvasObject {
	return NewSurface(s, Panel, Clear, radiusCard, Pad(22, 28, 22, 28, content))
}

// NewCardPanel is a card around content that cannot be pressed: a thin ornamental edge only.
func NewCardPanel(s *Style, content fyne.CanvasObject) fyne.CanvasObject {
	return NewSurface(s, Card, Hair, radiusCard, Pad(24, 32, 24, 32, content))
}

// NewSurface is a rounded face with an edge of 2 DIP (Clear for none) behind content.
func NewSurface(s *Style, fill, edge Colour, radius float32, content fyne.CanvasObject) fyne.CanvasObject {
	return surface(s, fill, edge, strokeEdge, radius, content)
}

func surface(s *Style, fill, edge Colour, stroke, radius float32, content fyne.CanvasObject) fyne.CanvasObject {
	face := canvas.NewRectangle(s.Paint(fill))
	face.CornerRadius = radius
	if edge != Clear {
		face.StrokeColor, face.StrokeWidth = s.Paint(edge), stroke
	}
	return Layers(s.rounded(face), content)
}

// NewTornCard is a card of two halves with the tear line between them.
func NewTornCard(s *Style, left, right fyne.CanvasObject) fyne.CanvasObject {
	halves := RowFill(0, Grow(1, Pad(0, 36, 0, 36, left)), newTearLine(s), Grow(1, Pad(0, 36, 0, 36, right)))
	return NewSurface(s, Card, Hair, radiusCard, Pad(22, 0, 22, 0, halves))
}

// NewRule is a thin ornamental line across.
func NewRule(s *Style) fyne.CanvasObject {
	return Fixed(0, strokeHair, canvas.NewRectangle(s.Paint(Hair)))
}
