package ime

import (
	"sync"

	"yizhan/assets"
	"yizhan/kiosk/ime/hand"
)

// OpenHand gives the recognizer of handwriting over the embedded image, unpacked at the first call
// (some hundred milliseconds; not on the thread of the screen).
func OpenHand() *hand.Recognizer { return openedHand() }

var openedHand = sync.OnceValue(func() *hand.Recognizer {
	templates, err := hand.Read(assets.HandImage())
	if err != nil {
		panic("ime: embedded image: " + err.Error()) // a fault of the build, which the tests find
	}
	return hand.New(templates)
})

// Stroke and Point are those of package hand, for those who only pass them on.
type (
	Stroke = hand.Stroke
	Point  = hand.Point
)
