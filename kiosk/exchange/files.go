package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yizhan/sync/market"
)

// Bounds of a look through the places: a stick may be full of pictures, and somebody waits.
const (
	deepest     = 3      // folders below a place
	mostEntries = 20_000 // files and folders in all places
	mostFiles   = 200    // tables that are told, the newest
)

// kinds are the endings of tables. Those of old Excel are told too: to open one says what to do with it.
var kinds = []string{".csv", ".xlsx", ".xls"}

// Files are the tables in all places, the newest first. A place or folder that cannot be read has none;
// links are not followed. It ends with ctx.
func (s *Shelf) Files(ctx context.Context) ([]File, error) {
	var out []File
	entries := 0
	for _, p := range s.Places() {
		err := filepath.WalkDir(p.Dir, func(path string, d fs.DirEntry, err error) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if entries++; entries > mostEntries {
				return fs.SkipAll
			}
			switch {
			case err != nil && d != nil && d.IsDir():
				return fs.SkipDir
			case err != nil || path == p.Dir:
				return nil
			case hidden(d.Name()) || d.IsDir() && depth(p.Dir, path) > deepest:
				if d.IsDir() {
					return fs.SkipDir
				}
			case d.Type().IsRegular() && slices.Contains(kinds, strings.ToLower(filepath.Ext(d.Name()))):
				if f, ok := file(p, path, d); ok {
					out = append(out, f)
				}
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("look for tables: %w", err)
		}
	}
	slices.SortStableFunc(out, func(a, b File) int { return cmp.Or(b.Changed.Compare(a.Changed), strings.Compare(a.Path, b.Path)) })
	return out[:min(len(out), mostFiles)], nil
}

func file(p Place, path string, d fs.DirEntry) (File, bool) {
	info, err := d.Info()
	if err != nil { // it went away meanwhile
		return File{}, false
	}
	folder, err := filepath.Rel(p.Dir, filepath.Dir(path))
	if err != nil || folder == "." {
		folder = ""
	}
	return File{Place: p, Path: path, Name: d.Name(), Folder: folder, Size: info.Size(), Changed: info.ModTime()}, true
}

// hidden are what other programs keep for themselves: .Trash, and ~$ of a table that Excel has open.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, "$")
}

func depth(root, path string) int {
	below, err := filepath.Rel(root, path)
	if err != nil {
		return deepest + 1
	}
	return strings.Count(below, string(filepath.Separator)) + 1
}

// For names a new table in a place: name with the moment and the ending, "招工-20260714-0642.xlsx". It
// refuses with table_file where the station's own folder cannot be made or the medium takes nothing.
func (s *Shelf) For(p Place, name, ending string, now time.Time) (string, error) {
	if p.Full {
		return "", market.Refuse("table_file")
	}
	if p.Own() {
		if err := os.MkdirAll(p.Dir, 0o700); err != nil {
			return "", fmt.Errorf("make folder of tables: %w", errors.Join(market.Refuse("table_file"), err))
		}
	}
	return filepath.Join(p.Dir, name+now.In(market.Zone).Format("-20060102-150405")+ending), nil
}

func byName(a, b Place) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Dir, b.Dir))
}
