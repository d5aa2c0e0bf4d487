package seal_test

import (
	"strings"
	"testing"
	"time"

	"yizhan/sync/seal"
)

func TestPIN(t *testing.T) {
	kept := seal.HashPIN("482915")
	if !seal.CheckPIN(kept, "482915") {
		t.Error("the right PIN is refused")
	}
	for _, wrong := range []string{"", "482914", "48291", "4829150", " 482915", "４８２９１５"} {
		if seal.CheckPIN(kept, wrong) {
			t.Errorf("%q is taken for 482915", wrong)
		}
	}
	if strings.Contains(kept, "482915") || kept == seal.HashPIN("482915") {
		t.Errorf("%s shows the PIN, or lacks a salt", kept)
	}
}

// What stands for a PIN comes from outside. It may match nothing, but must not crash the
// program or make it work for seconds or take all memory.
func TestCheckPINRefusesHostileRecords(t *testing.T) {
	const salt, key = "c2FsdHNhbHRzYWx0", "a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2V5a2U"
	good := seal.HashPIN("1")
	for _, kept := range []string{
		"", "$", "1", "$argon2id$", "$argon2id$v=19$m=32768,t=1,p=1$", "$argon2id$v=19$m=32768,t=1,p=1$" + salt,
		"$argon2id$v=19$m=32768,t=1,p=1$" + salt + "$", "$argon2id$v=19$m=32768,t=1,p=1$$" + key, "$argon2id$v=19$m=32768,t=1,p=1$" + salt + "$c2hvcnQ",
		"$argon2id$v=19$m=32768,t=1,p=1$!!$" + key, "$argon2id$v=19$m=32768,t=1,p=1$" + salt + "$" + key + "$" + key,
		"$argon2id$v=19$m=4294967295,t=1,p=1$" + salt + "$" + key, "$argon2id$v=19$m=32768,t=4294967295,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=32768,t=1,p=255$" + salt + "$" + key, "$argon2id$v=19$m=32768,t=0,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=0,t=1,p=1$" + salt + "$" + key, "$argon2id$v=19$m=32768,t=1,p=0$" + salt + "$" + key,
		"$argon2id$v=19$m=99999999999999999999,t=1,p=1$" + salt + "$" + key, "$argon2id$v=19$m=-1,t=1,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=65537,t=1,p=1$" + salt + "$" + key, "$argon2id$v=19$m=32768,t=5,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=32768,t=1,p=1$" + salt + "$" + strings.Repeat("a2V5", 5000),
		strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1), strings.Replace(good, "t=1", "t=2", 1),
		good[:len(good)-1], strings.Repeat("$", 10000),
	} {
		begin := time.Now()
		if seal.CheckPIN(kept, "1") {
			t.Errorf("%.60q is taken for the hash of a PIN", kept)
		}
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("%.60q kept the machine busy for %v", kept, took)
		}
	}
}
