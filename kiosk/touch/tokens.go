package touch

import "time"

// Text sizes in DIP before 大字 raises them. A Run may use any size in between;
// nothing goes below Least.
const (
	Least        float32 = 20
	Caption      float32 = 22
	Body         float32 = 26
	Label        float32 = 30
	ButtonText   float32 = 32
	Title        float32 = 40
	CardTitle    float32 = 44
	Question     float32 = 52
	FigureS      float32 = 52
	FigureM      float32 = 76
	FigureDetail float32 = 104
	FigureHero   float32 = 140
	FigurePlace  float32 = 380
)

// How far words on narrow faces may be made smaller before they are shortened.
const (
	shrinkWord float32 = 0.75
	shrinkDoor float32 = 0.5
)

// largeFactor is how much 大字 raises every text.
const largeFactor float32 = 1.333

// Corner radii in DIP.
const (
	radiusTag    float32 = 10
	radiusGlyph  float32 = 18
	radiusButton float32 = 18
	radiusSmall  float32 = 16
	radiusCard   float32 = 20
	radiusSheet  float32 = 32
)

// Strokes in DIP.
const (
	strokeHair          float32 = 2
	strokeEdge          float32 = 2
	strokeLower         float32 = 6
	strokeSelected      float32 = 5
	strokeSelectedLower float32 = 8
	strokeField         float32 = 4
	strokeNotice        float32 = 3
)

// Least sizes of pressable things in DIP at 0.248 mm a pixel, and the least gap between two.
const (
	targetMinimum  float32 = 72
	targetButton   float32 = 80
	targetPrimary  float32 = 96
	targetUpright  float32 = 120
	targetContinue float32 = 128
	targetKey      float32 = 112
	targetGap      float32 = 12
)

// Slop is how far in DIP a finger may slide and its touch is still a tap.
const Slop float32 = 16

// Times of the touch screen.
const (
	pressShown  = 80 * time.Millisecond // a press is seen for at least so long
	sheetIn     = 180 * time.Millisecond
	pageTurn    = 240 * time.Millisecond
	digitShown  = time.Second // the last digit of a hidden number
	millimetres = 20          // a pressable thing on the panel
	// DefaultMMPerPixel is a 21.5 inch panel of 1920×1080.
	DefaultMMPerPixel = 0.248
)
