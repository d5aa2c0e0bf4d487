package market

import (
	"net/url"
	"strings"
)

// MaxPublicHost is the longest public host, port included, in characters.
const MaxPublicHost = 30

// freePublicHost is the host length up to which a slip's body may have all of maxSlipBody.
const freePublicHost = 15

// CheckPublicURL checks the county's public URL, "https://ls.example.cn" or, for tests, with
// http and a port. It is the beginning of every QR and is printed in capitals, so it has no
// path and no letters that a QR's alphanumeric mode lacks: bad_url. A host of more than
// MaxPublicHost characters would not leave room for the job: host_too_long.
func CheckPublicURL(public string) error {
	u, err := url.Parse(public)
	switch {
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "",
		u.Path != "" && u.Path != "/", u.RawQuery != "" || u.ForceQuery, u.Fragment != "" || strings.Contains(public, "#"), u.User != nil,
		strings.ContainsFunc(u.Host, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '.' && r != '-' && r != ':'
		}):
		return &Error{Code: "bad_url", Field: "public"}
	case len(u.Host) > MaxPublicHost:
		return &Error{Code: "host_too_long", Field: "public"}
	}
	return nil
}

// SlipURL is what the QR holds: the county's public URL and the slip's number, in capitals so
// that a QR packs letters two in eleven bits and digits three in ten.
func SlipURL(public, number string) string {
	return strings.ToUpper(strings.TrimSuffix(public, "/")) + "/J/" + number
}

// ParseSlipURL takes a scanned text apart: the host in small letters, with its port if there
// is one, and the number for ParseSlip. Scanners change the case of letters and add blanks at
// the end, so neither counts. The error is bad_slip.
func ParseSlipURL(text string) (host, number string, err error) {
	text = strings.TrimSpace(text)
	scheme, rest, ok := strings.Cut(text, "://")
	parts := strings.Split(rest, "/")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") ||
		len(parts) != 3 || !strings.EqualFold(parts[1], "j") || !digits(parts[2]) {
		return "", "", badSlip("url")
	}
	host = strings.ToLower(parts[0])
	if CheckPublicURL("http://"+host) != nil {
		return "", "", badSlip("url")
	}
	return host, parts[2], nil
}

// slipRoom is how many bytes a slip's body may have behind this public URL. A letter of the
// host costs 5.5 bits of the QR and a byte of the slip 8.03.
func slipRoom(public string) int {
	u, err := url.Parse(public)
	if err != nil {
		return 0
	}
	extra := max(0, len(u.Host)-freePublicHost)
	return maxSlipBody - (extra*7+9)/10
}
