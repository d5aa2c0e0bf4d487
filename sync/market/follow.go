package market

import "fmt"

// FollowNo is the number under which somebody asks later what became of a complaint or of a
// posting that was handed in: seven digits of a random number and Damm's check digit, as a
// ticket number has. It stands in the fact, so it stays the same whatever the fact is called. It
// is all that an anonymous person has, and shows nothing of anybody.
func FollowNo(random uint32) string {
	seven := fmt.Sprintf("%07d", random%10_000_000)
	return seven + string(dammDigit(seven))
}

// CheckFollowNo says whether s is eight digits of which the last is right.
func CheckFollowNo(s string) bool { return CheckTicketNo(s) }
