// Package office is the county's desk: the pages that people of the offices sign in to, rendered
// on the server and whole without script.
//
// Begin at New and at Page, a row of the table of pages: which address, from which level up, whose
// things, and what it does. Everything that keeps people apart (session, level, area, the proof in
// every form, size of forms) is checked in gate.go before a page sees the request, and nowhere else.
// DESIGN.md tells how another room adds pages of its own.
package office
