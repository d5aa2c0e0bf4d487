// Package market holds the words and rules of a day-labour market (零工市场): postings,
// employers, workers, check-ins, matches, places, area codes, trades, and the printed slip.
//
// Begin at Posting (posting.go) and Slip (slip.go). Everything here is pure: no database, no
// network, no clock. Times and identifiers come in as arguments, so a rule gives the same
// answer on the kiosk, on the county server and in a test. Money is always in fen, times are
// minutes of Asia/Shanghai, lengths of text are counted in characters (runes).
//
// Errors that a person can mend are *Error values: a code and the field it is about. The
// screen chooses the words (assets/phrases), so the codes must survive the wire.
package market
