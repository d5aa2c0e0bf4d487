package market

import "slices"

// Role is what an account of staff may do; each may do what those before it may.
type Role string

// The roles. The county gives them with the account.
const (
	Volunteer  Role = "volunteer"  // helps people at the screen
	Clerk      Role = "clerk"      // publishes, checks, settles
	Supervisor Role = "supervisor" // decides where a clerk's word is not enough
)

// Roles is the contract's list, from the one who may least.
var Roles = []Role{Volunteer, Clerk, Supervisor}

// AtLeast says whether r may what least may. A role that is not on the list may nothing: a newer
// county may have given it, and what it means is not known here.
func (r Role) AtLeast(least Role) bool {
	mine := slices.Index(Roles, r)
	return mine >= 0 && mine >= slices.Index(Roles, least)
}
