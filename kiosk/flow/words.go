package flow

import "strings"

// list splits a phrase that lists words between bars: 村口|路口.
func (a *App) list(key string) []string { return strings.Split(a.Words.T(key), "|") }
