// Package exchange finds the tables that people bring to a station, and the places where one may put
// tables for them: every medium that is plugged in, and one folder of the station's own. There is no
// other way to a file from the screen: who stands there picks from what lies in these places, and sees
// no folder of the machine.
//
// Begin at Shelf. It reads names and sizes alone and opens no file; what a table says is for
// kiosk/table, what becomes of it for kiosk/desk.
package exchange

import (
	"slices"
	"time"
)

// Place is a medium, or the station's own folder.
type Place struct {
	Dir string
	// Name is what the medium is called, by the folder where it lies; "" for the station's own folder.
	Name string
	// Full says that nothing can be put there: it is mounted to be read only.
	Full bool
}

// Own says whether it is the station's own folder.
func (p *Place) Own() bool { return p.Name == "" }

// File is a table that lies in one of the places.
type File struct {
	Place   Place
	Path    string
	Name    string // 招工登记.xlsx
	Folder  string // below the place, "" for the place itself
	Size    int64  // bytes
	Changed time.Time
}

// Shelf is where tables come from and go to.
type Shelf struct {
	own   string
	media func() ([]Place, error)
}

// New makes the shelf of a station, whose own folder is own; it is made when a table is put there.
func New(own string) *Shelf { return &Shelf{own, media} }

// WithMedia is New where media tells the media: for tests and pictures, which plug nothing in.
func WithMedia(own string, media func() ([]Place, error)) *Shelf { return &Shelf{own, media} }

// Places are the media in the order of their names, and last the station's own folder. When the
// machine does not tell its media, its own folder is all there is.
func (s *Shelf) Places() []Place {
	list, err := s.media()
	if err != nil {
		list = nil
	}
	list = slices.Clone(list)
	slices.SortFunc(list, byName)
	return append(list, Place{Dir: s.own})
}
