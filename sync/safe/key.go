package safe

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"filippo.io/age"

	"yizhan/assets"
)

// ErrKey says that there is no key for a backup, or that it is another one's.
var ErrKey = errors.New("no key that opens the backup")

// Beside is where the key of a backup lies when nobody says where.
func Beside(file string) string { return file + ".key" }

// keys are what a backup is closed with, and what opens it again to be compared.
type keys struct {
	recipients []age.Recipient
	identities []age.Identity
}

// keyFor reads the key file at path, or makes one. A file that holds public keys alone closes
// backups on a machine that cannot open them; then a key that is thrown away opens this one
// for as long as it is compared.
func keyFor(path string) (k keys, made bool, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		made = true
		b, err = makeKey(path)
	}
	if err != nil {
		return k, false, fmt.Errorf("read key of backup: %w", err)
	}
	if ids, err := age.ParseIdentities(bytes.NewReader(b)); err == nil {
		for _, id := range ids {
			x, ok := id.(*age.X25519Identity)
			if !ok {
				return k, made, fmt.Errorf("read key of backup: %w: not an X25519 key", ErrKey)
			}
			k.recipients = append(k.recipients, x.Recipient())
		}
		k.identities = ids
		return k, made, nil
	}
	if k.recipients, err = age.ParseRecipients(bytes.NewReader(b)); err != nil {
		return k, made, fmt.Errorf("read key of backup: %w", ErrKey) // what is wrong with it could hold the key
	}
	once, err := age.GenerateX25519Identity()
	if err != nil {
		return k, made, fmt.Errorf("make key of backup: %w", err)
	}
	k.recipients, k.identities = append(k.recipients, once.Recipient()), []age.Identity{once}
	return k, made, nil
}

// makeKey writes a new key, for its owner alone to read, and makes it durable: a backup whose key
// is lost is lost.
func makeKey(path string) ([]byte, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, lang := range []assets.Phrases{assets.Chinese, assets.English} {
		for line := range strings.SplitSeq(lang.T("backup.key_words"), "\n") {
			fmt.Fprintf(&b, "# %s\n", line)
		}
	}
	fmt.Fprintf(&b, "# %s\n%s\n", id.Recipient(), id)
	return b.Bytes(), WriteFile(path, b.Bytes())
}

// Opens says whether the key at a path opens backups, and does not only close them.
func Opens(path string) bool {
	_, err := identities(path)
	return err == nil
}

// identities reads a key that opens.
func identities(path string) ([]age.Identity, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read key of backup: %w: %w", ErrKey, err)
	}
	ids, err := age.ParseIdentities(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("read key of backup: %w", ErrKey)
	}
	return ids, nil
}
