package upkeep

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"yizhan/sync/safe"
)

// begin says in the log, and notes for health and the page of the day, when what opens the backups lies where a thief
// of the machine or of the backups finds it. It keeps what is known of the last try.
func (d *Daily) begin(ctx context.Context) {
	if d.Folder == "" {
		if err := d.Archive.NoteNightly(ctx, nil); err != nil {
			d.Log.Error("it is not noted that no daily backup is made", "err", err)
		}
		return
	}
	stands, err := d.Archive.Nightly(ctx)
	if err == nil {
		stands.KeyHere = d.keyHere()
		err = d.Archive.NoteNightly(ctx, &stands)
	}
	if err != nil {
		d.Log.Error("where the key of the backups lies is not noted", "err", err)
	}
	if d.keyHere() {
		d.Log.Warn("the key that opens the backups lies on this machine; keep it elsewhere and leave only its public line here, named with -backup-key",
			"code", BackupKey, "key", d.Key)
	}
}

// keyHere says whether the key lies in the county's folder or with the backups and opens them, or will when it is made.
func (d *Daily) keyHere() bool {
	_, err := os.Stat(d.Key)
	if !errors.Is(err, fs.ErrNotExist) && !safe.Opens(d.Key) {
		return false
	}
	return within(d.Key, d.Data) || within(d.Key, d.Folder)
}

// within says whether a file lies in a folder or below it.
func within(file, folder string) bool {
	if folder == "" {
		return false
	}
	at, err := filepath.Abs(file)
	if err != nil {
		return true // where it lies is not known, and that is worth a look
	}
	root, err := filepath.Abs(folder)
	if err != nil {
		return true
	}
	rel, err := filepath.Rel(root, at)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
