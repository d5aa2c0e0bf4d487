package touch

// face is how a pressable thing looks in one state: colours by role, strokes in DIP.
type face struct {
	fill, edge Colour
	ink, ink2  Colour // text and second line
	icon       Colour
	stroke     float32 // edge on three sides
	lower      float32 // edge below
}

// faces are the looks of one pressable thing in its states.
type faces struct{ normal, pressed, selected, disabled face }

// lowered is the pressed form of a face: a thin lower edge, light green.
func lowered(f face) face {
	f.fill, f.edge = GreenTint, GreenInk
	f.lower, f.stroke = strokeEdge, strokeEdge
	return f
}

var (
	disabledFace = face{fill: Dis, edge: Dis, ink: DisInk, ink2: DisInk, icon: DisInk, stroke: strokeEdge, lower: strokeLower}
	cardFace     = face{fill: Card, edge: Edge, ink: Ink, ink2: Ink2, icon: GreenInk, stroke: strokeEdge, lower: strokeLower}
	chosenFace   = face{
		fill: GreenTint, edge: GreenInk, ink: Ink, ink2: Ink2, icon: GreenInk,
		stroke: strokeSelected, lower: strokeSelectedLower,
	}
	greenFace   = face{fill: Green, edge: GreenPress, ink: OnGreen, ink2: OnGreen2, icon: OnGreen, lower: strokeLower}
	greenDown   = face{fill: GreenPress, edge: GreenPress, ink: OnGreen, ink2: OnGreen2, icon: OnGreen, lower: 0}
	tintFace    = face{fill: GreenTint, edge: GreenInk, ink: Ink, ink2: Ink, icon: GreenInk, stroke: strokeEdge, lower: strokeLower}
	plainButton = face{fill: Card, edge: Edge, ink: Ink, ink2: Ink2, icon: Ink, stroke: strokeEdge, lower: strokeLower}
	stopButton  = face{fill: Card, edge: Red, ink: RedInk, ink2: RedInk, icon: Red, stroke: strokeEdge, lower: strokeLower}
	quietButton = face{fill: Clear, edge: Clear, ink: Ink, ink2: Ink2, icon: Ink, stroke: strokeEdge, lower: strokeLower}
	panelFace   = face{fill: Panel, edge: Edge, ink: Ink, ink2: Ink2, icon: GreenInk, stroke: strokeEdge, lower: strokeLower}
	keyFace     = face{fill: Card, edge: Edge, ink: Ink, ink2: Ink2, icon: Ink, stroke: strokeEdge, lower: strokeLower}
	fnKeyFace   = face{fill: Panel, edge: Edge, ink: Ink, ink2: Ink2, icon: Ink, stroke: strokeEdge, lower: strokeLower}
	keyDown     = face{fill: Green, edge: Green, ink: OnGreen, ink2: OnGreen, icon: OnGreen, lower: 0}
)

// facesOf completes a normal face with the usual looks of the other states.
func facesOf(f face) faces {
	return faces{normal: f, pressed: lowered(f), selected: chosenFace, disabled: disabledFace}
}

// greenFaces are those of a primary button and door; pressed, they take the
// colour of their own lower edge.
func greenFaces() faces {
	return faces{normal: greenFace, pressed: greenDown, selected: greenFace, disabled: disabledFace}
}

// keyFaces are those of a key; a key under a finger turns green so that it shows
// around the finger.
func keyFaces(f face) faces {
	return faces{normal: f, pressed: keyDown, selected: keyDown, disabled: disabledFace}
}
