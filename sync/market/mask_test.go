package market

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMask(t *testing.T) {
	for _, c := range []struct {
		name     string
		mask     func(string) string
		in, want string
	}{
		{"mobile", MaskPhone, "13800138000", "138****8000"},
		{"mobile as typed", MaskPhone, "+86 138-0013-8000", "138****8000"},
		{"fixed line", MaskPhone, "0375-2978818", "0375-***8818"},
		{"long fixed line", MaskPhone, "010-65381111", "010-****1111"},
		{"no phone", MaskPhone, "12345", "*****"},
		{"empty phone", MaskPhone, "", ""},
		{"id", MaskID, "410499196208150030", "410***********0030"},
		{"short id", MaskID, "4104991962", "**********"},
		{"no id", MaskID, "身份证号", "****"},
		{"name", MaskName, "李建国", "李**"},
		{"two characters", MaskName, "李强", "李**"},
		{"called", MaskName, "李师傅", "李师傅"},
		{"called in full", MaskName, "李建国师傅", "李师傅"},
		{"compound", MaskName, "欧阳建国", "欧阳**"},
		{"compound called", MaskName, "欧阳大姐", "欧阳大姐"},
		{"title alone", MaskName, "师傅", "师**"},
		{"rare character", MaskName, "𠮷建国", "𠮷**"},
		{"empty name", MaskName, " ", ""},
	} {
		if got := c.mask(c.in); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

// However a phone number was written, no more than eight of its digits are left and three or more are hidden.
func TestMaskPhoneHides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`[0-9+ -]{0,16}`).Draw(t, "phone")
		shown := MaskPhone(in)
		if n := len(strings.Map(keepDigits, shown)); n > 8 || n > 0 && !strings.Contains(shown, "***") {
			t.Fatalf("%q is shown as %q", in, shown)
		}
	})
}

func keepDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}
