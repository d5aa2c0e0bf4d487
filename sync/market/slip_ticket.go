package market

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// damm is the quasigroup of Damm's check digit (H. Michael Damm, 2004). It finds every wrong
// digit and every exchange of two neighbours, which are how people misread a number aloud.
var damm = [10]string{
	"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
	"3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
}

// TicketNo is the 票号 of a printed match slip: seven digits of a hash over match and print
// nonce, and a check digit. It is for finding the slip by hand at its station or at the
// county, among some thousand matches, so it is short and not secret; two prints of one match
// have two numbers. It is shown in two groups of four.
func TicketNo(match MatchID, nonce uint16) string {
	h := sha256.Sum256(fmt.Appendf(nil, "DL-TICKET-1\x00%s#%d", match, nonce))
	seven := fmt.Sprintf("%07d", binary.BigEndian.Uint64(h[:])%10_000_000)
	return seven + string(dammDigit(seven))
}

// CheckTicketNo says whether s is eight digits of which the last is right. It knows nothing of
// the matches there are.
func CheckTicketNo(s string) bool {
	return len(s) == 8 && digits(s) && dammDigit(s) == '0'
}

func dammDigit(s string) byte {
	row := byte('0')
	for i := range len(s) {
		row = damm[row-'0'][s[i]-'0']
	}
	return row
}
