package market

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckPublicURL(t *testing.T) {
	tests := []struct{ public, code string }{
		{"https://ls.example.cn", ""},
		{"https://ls.example.cn/", ""},
		{"https://LS.example.cn", ""},
		{"http://127.0.0.1:8080", ""},
		{"https://" + strings.Repeat("a", 30), ""},
		{"https://" + strings.Repeat("a", 31), "host_too_long"},
		{"https://" + strings.Repeat("a", 26) + ":8080", "host_too_long"},
		{"", "bad_url"},
		{"ls.example.cn", "bad_url"},
		{"ftp://ls.example.cn", "bad_url"},
		{"https://ls.example.cn/market", "bad_url"},
		{"https://ls.example.cn?x", "bad_url"},
		{"https://ls.example.cn?", "bad_url"},
		{"https://ls.example.cn#", "bad_url"},
		{"https://u:p@ls.example.cn", "bad_url"},
		{"https://鲁山.cn", "bad_url"},
		{"https://a_b.cn", "bad_url"},
		{"https://[::1]:80", "bad_url"},
		{"https://:80", "bad_url"},
		{"https://ls.example.cn:port", "bad_url"},
	}
	for _, tt := range tests {
		if got := Code(CheckPublicURL(tt.public)); got != tt.code {
			t.Errorf("%s: got %q, want %q", tt.public, got, tt.code)
		}
	}
}

func TestSlipURL(t *testing.T) {
	for _, public := range []string{"https://ls.example.cn", "https://ls.example.cn/"} {
		if got := SlipURL(public, "123"); got != "HTTPS://LS.EXAMPLE.CN/J/123" {
			t.Errorf("%s: got %s", public, got)
		}
	}
}

func TestParseSlipURL(t *testing.T) {
	good := []struct{ text, host string }{
		{"HTTPS://LS.EXAMPLE.CN/J/123", "ls.example.cn"},
		{"https://ls.example.cn/j/123", "ls.example.cn"},
		{"HttpS://Ls.Example.Cn/J/123\r\n", "ls.example.cn"},
		{"HTTP://127.0.0.1:8080/J/123", "127.0.0.1:8080"},
	}
	for _, tt := range good {
		host, number, err := ParseSlipURL(tt.text)
		if err != nil || host != tt.host || number != "123" {
			t.Errorf("%q: got %q, %q, %v", tt.text, host, number, err)
		}
	}
	bad := []string{
		"", "123", "HTTPS://LS.EXAMPLE.CN/J/", "HTTPS://LS.EXAMPLE.CN/J/12a", "HTTPS://LS.EXAMPLE.CN/J/123/",
		"HTTPS://LS.EXAMPLE.CN/J/123?x=1", "HTTPS://LS.EXAMPLE.CN/K/123", "HTTPS:///J/123", "WEIXIN://LS.EXAMPLE.CN/J/123",
		"HTTPS://LS.EXAMPLE.CN/J/１２３", "HTTPS://X@LS.EXAMPLE.CN/J/123", "HTTPS://LS EXAMPLE.CN/J/123",
		"HTTPS://" + strings.Repeat("A", 31) + "/J/123",
	}
	for _, text := range bad {
		if _, _, err := ParseSlipURL(text); !errors.Is(err, Refuse("bad_slip")) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestTicketNo(t *testing.T) {
	// Expected output: the numbers stand on paper, so they must never change.
	if got := TicketNo("12-1-440", 7); got != "60516803" {
		t.Errorf("got %s", got)
	}
	if TicketNo("12-1-440", 7) == TicketNo("12-1-440", 8) {
		t.Error("two prints have one number")
	}
	for nonce := range uint16(50) {
		no := []byte(TicketNo("12-1-440", nonce))
		if !CheckTicketNo(string(no)) {
			t.Fatalf("%s is refused", no)
		}
		for i, was := range no {
			for d := byte('0'); d <= '9'; d++ {
				no[i] = d
				if d != was && CheckTicketNo(string(no)) {
					t.Errorf("%s with another digit %d is accepted", no, i)
				}
			}
			no[i] = was
			if i > 0 && no[i] != no[i-1] {
				no[i], no[i-1] = no[i-1], no[i]
				if CheckTicketNo(string(no)) {
					t.Errorf("%s with digit %d exchanged is accepted", no, i)
				}
				no[i], no[i-1] = no[i-1], no[i]
			}
		}
	}
	for _, bad := range []string{"", "1", "123456789", "1234567x", "１２３"} {
		if CheckTicketNo(bad) {
			t.Errorf("%q is accepted", bad)
		}
	}
}
