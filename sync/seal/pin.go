package seal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"

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

// CheckPIN says whether pin belongs to what HashPIN made. Parameters far beyond ours are
// refused, so that a record cannot make the check eat the machine.
func CheckPIN(kept, pin string) bool {
	var version int
	var memory, passes uint32
	var threads uint8
	var rest string
	n, err := fmt.Sscanf(kept, "$argon2id$v=%d$m=%d,t=%d,p=%d$%s", &version, &memory, &passes, &threads, &rest)
	if err != nil || n != 5 || version != argon2.Version || memory > 256<<10 || passes < 1 || passes > 8 || threads < 1 || threads > 8 {
		return false
	}
	var salt, key []byte
	for i, c := range rest {
		if c == '$' {
			if salt, err = base64.RawStdEncoding.DecodeString(rest[:i]); err != nil {
				return false
			}
			if key, err = base64.RawStdEncoding.DecodeString(rest[i+1:]); err != nil || len(key) < 16 {
				return false
			}
			break
		}
	}
	if salt == nil || key == nil {
		return false
	}
	got := argon2.IDKey([]byte(pin), salt, passes, memory, threads, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1
}
