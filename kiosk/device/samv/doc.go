// Package samv drives readers of second-generation resident identity cards: a safety module
// (SAM_V, GA 450) behind a serial line or a USB converter.
//
// Begin at Reader, which polls for a card, reads it twice and gives what both readings say.
// frame.go holds the frames of the line and finds its way back after noise, card.go what stands on
// a card. Module is a simulated reader for tests. Photographs are dropped as they come: nothing
// of them leaves this package.
package samv
