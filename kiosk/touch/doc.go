// Package touch draws the kiosk and feels its fingers. It knows no market: every
// word and number comes from the caller.
//
// Begin with NewStyle, which fixes theme, text size and form; every constructor
// takes it first. NewScreen puts Header, main part and footer together for the
// three forms. Row, Column, Grow, Grid, Pad and Fixed lay objects out on whole
// pixels. Everything pressable is a Press: press.go says what a finger may do.
// Lists that are longer than the screen are a List. Text that is too long is
// shortened with … (Line) or wrapped (Para), never cut.
//
// Widgets are used on the main goroutine only. Sizes are DIP, which are pixels
// at scale 1. targets.go lists what can be pressed, for tests with real windows.
// DESIGN.md says why there is no entry widget and no hover.
package touch
