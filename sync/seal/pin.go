package seal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost of one PIN check: argon2id, one pass over 32 MiB, about 30 ms on a market's PC. A PIN
// of six digits cannot be made strong; the counter of wrong tries is what protects it.
const (
	pinTime, pinMemory, pinThreads = 1, 32 << 10, 1
	pinSalt, pinKey                = 16, 32
)

// HashPIN makes the string that is kept of a PIN (argon2id in PHC form).
func HashPIN(pin string) string {
	salt := make([]byte, pinSalt)
	_, _ = rand.Read(salt)
	key := argon2.IDKey([]byte(pin), salt, pinTime, pinMemory, pinThreads, pinKey)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, pinMemory, pinTime, pinThreads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// The most that a check may cost, so that a record cannot make it eat the machine.
const (
	maxPINTime, maxPINMemory, maxPINThreads = 4, 64 << 10, 4
	maxPINKey                               = 64
)

// CheckPIN says whether pin belongs to what HashPIN made. Anything else that stands there
// belongs to no PIN.
func CheckPIN(kept, pin string) bool {
	var version int
	var memory, passes uint32
	var threads uint8
	var rest string
	n, err := fmt.Sscanf(kept, "$argon2id$v=%d$m=%d,t=%d,p=%d$%s", &version, &memory, &passes, &threads, &rest)
	if err != nil || n != 5 || version != argon2.Version ||
		memory < 8 || memory > maxPINMemory || passes < 1 || passes > maxPINTime || threads < 1 || threads > maxPINThreads {
		return false
	}
	saltText, keyText, ok := strings.Cut(rest, "$")
	salt, errSalt := base64.RawStdEncoding.DecodeString(saltText)
	key, errKey := base64.RawStdEncoding.DecodeString(keyText)
	if !ok || errSalt != nil || errKey != nil || len(salt) < 8 || len(key) < 16 || len(key) > maxPINKey {
		return false
	}
	got := argon2.IDKey([]byte(pin), salt, passes, memory, threads, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1
}
