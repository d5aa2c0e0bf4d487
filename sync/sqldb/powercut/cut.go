package powercut

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Cut gives the disk that is found after the power went at a moment of this disk's past:
// after that many changes. Which unsynced sectors, sizes and names it kept is drawn from the
// seed. Only the folders named lose power, all of them when none is; the others are as they
// were. This disk stays as it is; Close the new one when done with it.
func (d *Disk) Cut(moment int, seed uint64, folders ...string) *Disk {
	d.t.Helper()
	return d.leave(moment, seed, func(folder string) bool { return len(folders) == 0 || slices.Contains(folders, folder) })
}

// Copy gives a disk with the same files, of which nothing is lost.
func (d *Disk) Copy() *Disk {
	d.t.Helper()
	return d.leave(d.Moment(), 0, func(string) bool { return false })
}

func (d *Disk) leave(moment int, seed uint64, cut func(folder string) bool) *Disk {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.past == nil || d.past.played > moment {
		d.past = newPast(d.sector)
	}
	for d.past.played < moment {
		d.past.play(d.log[d.past.played])
	}
	rnd := rand.New(rand.NewPCG(seed, uint64(moment)))
	root, err := os.MkdirTemp(d.root, "after")
	if err != nil {
		d.t.Fatal(err)
	}
	after := &Disk{t: d.t, root: root, sector: d.sector, files: map[string]*file{}}
	for _, dir := range d.folders {
		name := filepath.Base(dir)
		for _, f := range d.past.left(dir, cut(name), rnd) {
			path := filepath.Join(after.Folder(name), filepath.Base(f.path))
			after.found(path, f.data)
		}
		after.Folder(name)
	}
	return after
}

// Spread gives n moments of the disk's past, from the first to the last: each of them at
// least once when n is large enough.
func (d *Disk) Spread(n int) []int {
	last := d.Moment()
	out := make([]int, 0, n)
	for i := range n {
		if n > last {
			out = append(out, i%(last+1))
		} else {
			out = append(out, (i+1)*last/n)
		}
	}
	return out
}

// found puts a file on a disk as it was before anybody looked.
func (d *Disk) found(path string, data []byte) {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	f, _ := d.create(path)
	if f == nil {
		d.t.Fatalf("make %s: no file", path)
	}
	if len(data) > 0 {
		d.write(path, f, data, 0)
	}
	d.sync(path, f)
	d.syncFolder(filepath.Dir(path))
}

// past is a disk on the way through its changes: what is on it for sure, and what is not.
type past struct {
	sector int
	played int // changes
	files  map[int]*content
	names  map[string]map[string]int // in each folder, as programs see it
	solid  map[string]map[string]int // in each folder, on the disk for sure
	moved  map[string][]change       // names made and removed since the folder was synced
}

type leftFile struct {
	path string
	data []byte
}

func newPast(sector int) *past {
	return &past{sector, 0, map[int]*content{}, map[string]map[string]int{}, map[string]map[string]int{}, map[string][]change{}}
}

func (p *past) play(c change) {
	p.played++
	at := p.played
	switch c.kind {
	case wrote:
		p.files[c.inode].write(at, c.data, c.off)
	case truncated:
		p.files[c.inode].truncate(at, c.off)
	case synced:
		p.files[c.inode].sync()
		p.settleName(c.inode)
	case forgot:
		p.files[c.inode].forget()
	case created, removed:
		if c.kind == created {
			p.files[c.inode] = newContent(p.sector)
		}
		dir := filepath.Dir(c.path)
		rename(p.names, dir, c)
		p.moved[dir] = append(p.moved[dir], c)
	case syncedDir:
		p.settle(c.path, len(p.moved[c.path]))
	case refused:
	}
}

// settle makes sure of the first n changes to names in a folder.
func (p *past) settle(dir string, n int) {
	for _, m := range p.moved[dir][:n] {
		rename(p.solid, dir, m)
	}
	p.moved[dir] = p.moved[dir][n:]
}

// settleName makes sure of the name that a file was made with, and of what was done to names
// before: the sync of a new file takes them along.
func (p *past) settleName(inode int) {
	for dir, moved := range p.moved {
		if i := slices.IndexFunc(moved, func(m change) bool { return m.kind == created && m.inode == inode }); i >= 0 {
			p.settle(dir, i+1)
		}
	}
}

func rename(names map[string]map[string]int, dir string, c change) {
	if names[dir] == nil {
		names[dir] = map[string]int{}
	}
	if c.kind == created {
		names[dir][c.path] = c.inode
		return
	}
	delete(names[dir], c.path)
}

// left gives the files of a folder. When its power went, the names are those after some of
// the unsynced changes to them, in the order they were made: file systems keep a journal of
// names.
func (p *past) left(dir string, lost bool, rnd *rand.Rand) []leftFile {
	names := p.names[dir]
	if lost {
		kept := map[string]map[string]int{dir: maps.Clone(p.solid[dir])}
		moved := p.moved[dir]
		for _, m := range moved[:rnd.IntN(len(moved)+1)] {
			rename(kept, dir, m)
		}
		names = kept[dir]
	}
	out := make([]leftFile, 0, len(names))
	for path, inode := range names {
		out = append(out, leftFile{path, p.files[inode].cache})
	}
	slices.SortFunc(out, func(a, b leftFile) int { return cmp.Compare(a.path, b.path) })
	if lost {
		luck := []float64{0, 0.1, 0.5, 0.9, 1}[rnd.IntN(5)]
		for i, f := range out {
			out[i].data = p.files[names[f.path]].survive(rnd, luck)
		}
	}
	return out
}
