package market

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseUSCCVectors(t *testing.T) {
	v := loadVectors(t)
	for _, c := range v.USCC.Valid {
		if got, err := ParseUSCC(c.V); err != nil || got != c.V {
			t.Errorf("%s (%s): %q, %v", c.V, c.Kind, got, err)
		}
	}
	for _, c := range v.USCC.Invalid {
		if _, err := ParseUSCC(c.V); Code(err) != "bad_uscc" {
			t.Errorf("%s (%s): %v, want bad_uscc", c.V, c.Why, err)
		}
	}
}

func TestParseUSCCForms(t *testing.T) {
	if got, err := ParseUSCC(" 91410499ma9tekt136 "); err != nil || got != "91410499MA9TEKT136" {
		t.Errorf("lower case: %q, %v", got, err)
	}
	for _, in := range []string{"", "91410499MA9TEKT1３6", "91410499MA9TEKT13S", withUSCCCheck("914104A9MA9TEKT13")} {
		_, err := ParseUSCC(in)
		wantCode(t, err, "bad_uscc")
	}
}

func withUSCCCheck(first17 string) string { return first17 + string(usccCheck(first17)) }

func TestUSCCSubstitutionDetected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		symbol := rapid.SampledFrom([]byte(usccAlphabet))
		code := []byte("91410499")
		code = append(code, rapid.SliceOfN(symbol, 9, 9).Draw(t, "organisation")...)
		code = append(code, usccCheck(string(code)))
		if _, err := ParseUSCC(string(code)); err != nil {
			t.Fatalf("%s refused: %v", code, err)
		}
		wrong := append([]byte(nil), code...)
		at := rapid.IntRange(0, 17).Draw(t, "at")
		wrong[at] = symbol.Draw(t, "symbol")
		if string(wrong) == string(code) {
			return
		}
		if _, err := ParseUSCC(string(wrong)); err == nil {
			t.Fatalf("%s accepted; %s was meant", wrong, code)
		}
	})
}
