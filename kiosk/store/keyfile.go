package store

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yizhan/assets"
	"yizhan/sync/safe"
	"yizhan/sync/seal"
)

// keyFileName is the file beside the database with the key that closes its secrets: a line of hex
// each, the newest last. There are several where another station's backup was put into the
// folder; each database names its own, so none is ever taken away.
const keyFileName = "station.key"

var errNoFolderKey = errors.New("the key that closes this database is not in " + keyFileName)

// fingerprint names a key without telling it.
func fingerprint(k seal.Key) []byte {
	h := sha256.Sum256(append([]byte("DL-LOCK-1\x00"), k[:]...))
	return h[:8]
}

// folderKeys reads the keys of a folder; none when there is no file. Lines that are no keys are
// passed over.
func folderKeys(dir string) ([]seal.Key, error) {
	b, err := os.ReadFile(filepath.Join(dir, keyFileName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the station's key: %w", err)
	}
	var keys []seal.Key
	for lines := bufio.NewScanner(bytes.NewReader(b)); lines.Scan(); {
		if k, err := hex.DecodeString(strings.TrimSpace(lines.Text())); err == nil && len(k) == len(seal.Key{}) {
			keys = append(keys, seal.Key(k))
		}
	}
	return keys, nil
}

// folderKey gives the key with this fingerprint.
func folderKey(dir string, mark []byte) (seal.Key, error) {
	keys, err := folderKeys(dir)
	if err != nil {
		return seal.Key{}, err
	}
	for _, k := range keys {
		if bytes.Equal(fingerprint(k), mark) {
			return k, nil
		}
	}
	return seal.Key{}, errNoFolderKey
}

// newFolderKey makes a key and keeps it in the folder.
func newFolderKey(dir string) (k seal.Key, err error) {
	_, _ = rand.Read(k[:])
	return k, addFolderKeys(dir, []seal.Key{k})
}

// addFolderKeys adds keys that the folder does not have, for their owner alone to read. They are
// on the disk when it returns: what they will close cannot be opened without them.
func addFolderKeys(dir string, keys []seal.Key) error {
	had, err := folderKeys(dir)
	if err != nil {
		return err
	}
	all := slices.Clone(had)
	for _, k := range keys {
		if !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	if len(all) == len(had) {
		return nil
	}
	var b bytes.Buffer
	for _, lang := range []assets.Phrases{assets.Chinese, assets.English} {
		fmt.Fprintf(&b, "# %s\n", lang.T("backup.station_key_words"))
	}
	for _, k := range all {
		fmt.Fprintf(&b, "%x\n", k)
	}
	if err := safe.WriteFile(filepath.Join(dir, keyFileName), b.Bytes()); err != nil {
		return fmt.Errorf("keep the station's key: %w", err)
	}
	return nil
}
