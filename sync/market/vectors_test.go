package market

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// vectors are the numbers of testdata/validators.json. Test identities carry the county code
// 410499, which is not assigned, so nobody can own them.
type vectors struct {
	ID struct {
		Valid   []struct{ V, Birth, Sex string }
		Invalid []struct{ V, Why string }
	}
	USCC struct {
		Valid   []struct{ V, Kind string }
		Invalid []struct{ V, Why string }
	}
	Mobile struct{ Valid, Invalid []string }
}

func loadVectors(t *testing.T) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/validators.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.ID.Valid) < 4 || len(v.ID.Invalid) < 4 || len(v.USCC.Valid) < 4 || len(v.USCC.Invalid) < 4 ||
		len(v.Mobile.Valid) < 3 || len(v.Mobile.Invalid) < 3 {
		t.Fatalf("vectors are missing: %+v", v)
	}
	return v
}

// wantCode fails unless err is the refusal with that code.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if Code(err) != code {
		t.Errorf("error %v, want code %s", err, code)
	}
}

// number is the vector without its remark: "12800000000 (second digit 2)".
func number(vector string) string { n, _, _ := strings.Cut(vector, " ("); return n }
