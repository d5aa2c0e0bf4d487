// Package view draws the pages of kiosk/flow with the widgets of kiosk/touch, and decides
// nothing.
//
// Begin at View (view.go): it holds what the window shows and builds the current page anew when
// it changed. build.go says which builder draws which page; a builder is a method that reads
// one page and puts a screen together with the frame of frame.go. All words come from
// assets/phrases.
package view
