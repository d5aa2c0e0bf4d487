package market

// Reserve is how many of a posting's places its opener keeps when it hands the others to the
// county at the first sync: a quarter, and at least one, so that a walk-in can be placed with
// the link down.
func Reserve(headcount int) int { return max(1, headcount/4) }

// GrantAhead says whether the county may grant one more free place ahead of need to a station
// that holds none: never the last one, and at most half of what the county was ever given for
// this posting is out ahead at once. free is what the county holds free, out what it has
// granted and not yet heard to be taken or returned.
func GrantAhead(free, out int) bool { return free >= 2 && out < (free+out)/2 }
