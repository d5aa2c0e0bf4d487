// Package flow holds the view-models of the kiosk's screens, one a task, without Fyne, so that
// every journey can be tested without a display.
//
// Begin at App: it holds the stack of pages, the one wipe that idle and 结束 share, and the way
// to do slow work off the screen's goroutine. A page is a struct with the state of one screen
// and one method for each thing a finger can do there; kiosk/view draws it and decides
// nothing. Words come from assets.Phrases.
package flow
