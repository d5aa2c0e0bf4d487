package touch

import "image/color"

// Colour is one of the roles that a colour plays on screen. A widget names the
// role, the Style knows the paint.
type Colour int

// The roles, as in the design's tokens.
const (
	Paper      Colour = iota // the ground of every screen
	Panel                    // a secondary face, never pressable
	Card                     // the face of cards and pressable things
	Ink                      // text
	Ink2                     // secondary text
	Edge                     // edges of pressable things, tear lines, taken strokes
	Hair                     // ornamental lines that carry no information
	Green                    // the one strong fill
	GreenPress               // lower edge of green things, and pressed
	GreenInk                 // green text, icons and free strokes
	GreenTint                // light green face: pressed, selected
	OnGreen                  // text on Green
	OnGreen2                 // secondary text on Green
	Amber                    // count badges and the stroke that is you
	AmberInk                 // text of a warning
	AmberTint                // face of a warning
	AmberEdge                // edge of a warning, focus
	Red                      // edges and icons of a stop
	RedInk                   // text of a stop
	RedTint                  // face of a stop
	OnRed                    // text on Red
	Scrim                    // what covers the screen behind a sheet, at 62 %
	Dis                      // face of disabled things, the nearer hills
	DisInk                   // text of disabled things
	Clear                    // nothing: a face or an edge that is not drawn

	colours // how many there are
)

// scrimAlpha is 62 % of 255.
const scrimAlpha = 158

// lightPaint is the light theme.
var lightPaint = [colours]color.NRGBA{
	Paper:      {0xF5, 0xEF, 0xE2, 255},
	Panel:      {0xEC, 0xE4, 0xD2, 255},
	Card:       {0xFF, 0xFD, 0xF7, 255},
	Ink:        {0x21, 0x1C, 0x14, 255},
	Ink2:       {0x4A, 0x43, 0x36, 255},
	Edge:       {0x85, 0x7A, 0x64, 255},
	Hair:       {0xD9, 0xCE, 0xB8, 255},
	Green:      {0x0E, 0x4A, 0x38, 255},
	GreenPress: {0x08, 0x31, 0x26, 255},
	GreenInk:   {0x0E, 0x4A, 0x38, 255},
	GreenTint:  {0xDC, 0xE8, 0xDB, 255},
	OnGreen:    {0xFF, 0xFD, 0xF7, 255},
	OnGreen2:   {0xD3, 0xE6, 0xD9, 255},
	Amber:      {0xF0, 0xB4, 0x40, 255},
	AmberInk:   {0x5F, 0x39, 0x00, 255},
	AmberTint:  {0xFB, 0xEB, 0xCB, 255},
	AmberEdge:  {0xA8, 0x6E, 0x0C, 255},
	Red:        {0x94, 0x1C, 0x17, 255},
	RedInk:     {0x7F, 0x17, 0x12, 255},
	RedTint:    {0xF8, 0xE1, 0xDB, 255},
	OnRed:      {0xFF, 0xFD, 0xF7, 255},
	Scrim:      {0x2B, 0x26, 0x1D, scrimAlpha},
	Dis:        {0xE4, 0xDB, 0xC8, 255},
	DisInk:     {0x46, 0x3F, 0x31, 255},
	Clear:      {},
}

// darkPaint is the dark theme.
var darkPaint = [colours]color.NRGBA{
	Paper:      {0x10, 0x17, 0x13, 255},
	Panel:      {0x17, 0x20, 0x1B, 255},
	Card:       {0x1D, 0x28, 0x22, 255},
	Ink:        {0xF7, 0xF2, 0xE6, 255},
	Ink2:       {0xCD, 0xD3, 0xC6, 255},
	Edge:       {0x7C, 0x8E, 0x82, 255},
	Hair:       {0x34, 0x43, 0x3A, 255},
	Green:      {0x93, 0xDD, 0xB9, 255},
	GreenPress: {0x6F, 0xC7, 0x9D, 255},
	GreenInk:   {0xA6, 0xE6, 0xC7, 255},
	GreenTint:  {0x1E, 0x3D, 0x2F, 255},
	OnGreen:    {0x06, 0x15, 0x0E, 255},
	OnGreen2:   {0x14, 0x33, 0x25, 255},
	Amber:      {0xF5, 0xC0, 0x60, 255},
	AmberInk:   {0xFF, 0xD8, 0x90, 255},
	AmberTint:  {0x3A, 0x2C, 0x10, 255},
	AmberEdge:  {0xD7, 0x9B, 0x33, 255},
	Red:        {0xFF, 0xB0, 0xA3, 255},
	RedInk:     {0xFF, 0xB9, 0xAE, 255},
	RedTint:    {0x43, 0x20, 0x1B, 255},
	OnRed:      {0x2A, 0x08, 0x05, 255},
	Scrim:      {0x00, 0x00, 0x00, scrimAlpha},
	Dis:        {0x27, 0x33, 0x2C, 255},
	DisInk:     {0xC2, 0xCA, 0xBC, 255},
	Clear:      {},
}
