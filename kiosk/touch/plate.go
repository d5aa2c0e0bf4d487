package touch

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A plate is a rounded face of two colours, fill and edge, painted by a program of our own. The toolkit's boxes know shadows, four
// radii and rims through which the ground is seen, and work all of that out for each pixel. A graphics processor does that beside
// other work; without one it was half of the time that a picture of the list takes. This one has no branches, and
// paints the thicker edge below with the rest. Only windows can: the painter of pictures knows no programs.

// plateProgram gives a pixel its colour by how far it is from two boxes with the same centres of their upper corners: the rim
// of the face and, within it, the rim of the fill, which is narrower by the edge and by the edge below. Both are half a pixel soft to each side.
const plateProgram = `
uniform vec2 frame;
uniform vec4 bounds;
uniform float radius, stroke, lower;
uniform float fillR, fillG, fillB;
uniform float edgeR, edgeG, edgeB;

void main() {
    vec2 p = vec2(gl_FragCoord.x, frame.y - gl_FragCoord.y);
    vec2 face = max(bounds.xy + radius - p, p - bounds.zw + radius);
    vec2 fill = vec2(face.x, max(face.y, p.y - bounds.w + radius - stroke + lower));
    float inFace = clamp(radius + 0.5 - length(max(face, 0.0)), 0.0, 1.0);
    float inFill = clamp(radius - stroke + 0.5 - length(max(fill, 0.0)), 0.0, 1.0);
    gl_FragColor = vec4(mix(vec3(edgeR, edgeG, edgeB), vec3(fillR, fillG, fillB), inFill), inFace);
}
`

// preciseES asks OpenGL ES for whole floats where there are any.
const preciseES = `
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
`

func newPlate() *canvas.Shader {
	p := canvas.NewShader("yizhan plate", []byte("#version 110\n"+plateProgram), []byte("#version 100\n"+preciseES+plateProgram))
	p.Uniforms = map[string]float32{}
	return p
}

// plateLook is what a plate shows. Without an edge stroke and lower are 0.
type plateLook struct {
	fill, edge            color.Color
	radius, stroke, lower float32 // DIP; lower is the width of the edge below
}

// can tells whether a plate can show this: the ground is not seen through it, and its corners are wider than its edge.
func (l plateLook) can() bool {
	return solid(l.fill) && (l.stroke == 0 && l.lower == 0 || solid(l.edge)) && l.radius >= l.stroke+1
}

func (l plateLook) paint(p *canvas.Shader) {
	if l.stroke == 0 && l.lower == 0 {
		l.edge = l.fill // half of a soft rim is of its colour all the same
	}
	u := p.Uniforms
	u["radius"], u["stroke"], u["lower"] = l.radius, l.stroke, l.lower
	u["fillR"], u["fillG"], u["fillB"] = shares(l.fill)
	u["edgeR"], u["edgeG"], u["edgeB"] = shares(l.edge)
}

// shares are a colour's red, green and blue from 0 to 1.
func shares(c color.Color) (r, g, b float32) {
	if c == nil {
		return 0, 0, 0
	}
	red, green, blue, _ := c.RGBA()
	return float32(red) / 0xffff, float32(green) / 0xffff, float32(blue) / 0xffff
}

// solid tells whether nothing shows through.
func solid(c color.Color) bool {
	if c == nil {
		return false
	}
	_, _, _, a := c.RGBA()
	return a == 0xffff
}

// rounded is what paints a box with a rounded rim: in a window a plate. repaint brings it up to date.
func (s *Style) rounded(box *canvas.Rectangle) fyne.CanvasObject {
	look := lookOf(box)
	if !s.options.Window || !look.can() {
		return box
	}
	p := newPlate()
	look.paint(p)
	return p
}

// repaint gives what rounded made the colours that box has now.
func repaint(o fyne.CanvasObject, box *canvas.Rectangle) {
	if p, ok := o.(*canvas.Shader); ok {
		lookOf(box).paint(p)
	}
	o.Refresh()
}

func lookOf(box *canvas.Rectangle) plateLook {
	return plateLook{fill: box.FillColor, edge: box.StrokeColor, radius: box.CornerRadius, stroke: box.StrokeWidth, lower: box.StrokeWidth}
}
