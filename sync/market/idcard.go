package market

import "strings"

// IDCard is what is read of a resident identity card. It lives in memory alone while its holder
// stands there; what may be kept of it is decided by whoever registers a Worker.
type IDCard struct {
	Name    string
	Number  string // normal form of ParseResidentID
	Address string
}

// Called makes a full name into how somebody is called: 李建国 gives 李师傅.
func (c IDCard) Called() string {
	name := strings.Join(strings.Fields(c.Name), "")
	if name == "" {
		return ""
	}
	return familyName(name) + "师傅"
}
