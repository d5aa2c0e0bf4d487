// Package wording reads what people say about work: Screen finds what the law or experience
// forbids in a posting's words, and Parse makes a draft of one line that was typed, pasted or
// spoken. What each code means stands in domain/screening-meaning.md of the project's rules.
//
// Begin at Screen (screen.go) or Parse (parse.go). Both first bring the words to one spelling
// (clean.go, sounds.go): wide digits, traditional characters, emoji, decorations and the
// homophones that are written to slip past a check. Both share how amounts, times and settlement
// are said (numeral.go, figure.go, pay.go, when.go, clock.go, settle.go). Beside the rules of Screen
// stands a second voice, taught by labelled lines (voice.go). How right they are, and how that was
// measured, stands in DESIGN.md. Nothing here knows a screen, a database or a clock.
package wording
