package market

import "strings"

// usccAlphabet leaves out I, O, S, V and Z, which are misread as digits.
const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// ParseUSCC checks a unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, an area
// of six digits, the check character of mod 31. It gives the code in capitals. The organisation
// code inside has a check digit of its own, which real codes do not always keep; it is not
// looked at. The error is bad_uscc.
func ParseUSCC(s string) (string, error) {
	c := strings.ToUpper(strings.TrimSpace(s))
	if len(c) != 18 || !digits(c[2:8]) {
		return "", Refuse("bad_uscc")
	}
	for i := range 17 {
		if strings.IndexByte(usccAlphabet, c[i]) < 0 {
			return "", Refuse("bad_uscc")
		}
	}
	if c[17] != usccCheck(c[:17]) {
		return "", Refuse("bad_uscc")
	}
	return c, nil
}

// usccCheck works out the last character; the weights are powers of three.
func usccCheck(first17 string) byte {
	sum, weight := 0, 1
	for i := range 17 {
		sum += strings.IndexByte(usccAlphabet, first17[i]) * weight
		weight = weight * 3 % 31
	}
	return usccAlphabet[(31-sum%31)%31]
}
