package powercut

import "slices"

// Fault is a way in which a disk refuses.
type Fault int

// The faults. After a BadSync the system takes for clean what it could not write, as Linux
// does: later syncs succeed, and nobody knows what is on the disk.
const (
	Full     Fault = iota + 1 // no room: a file does not grow, nor is one made, nor the index of a log
	BadWrite                  // an I/O error with a part written
	BadSync                   // an I/O error of fsync
	Killed                    // the programs end, without losing what the system's cache holds
)

// fault is what is wrong with a disk now.
type fault struct {
	what  Fault
	from  int // the first change that meets it, from 0
	times int // how often yet; negative: until Mend
	met   int
	where string // the only folder that it is in, "" for all
}

// Break makes the disk refuse from its next change but after on: with after 0 the very next
// one that can meet the fault. It refuses so many times, or until Mend when times is 0.
func (d *Disk) Break(what Fault, after, times int) { d.breakIn("", what, after, times) }

// BreakFolder is Break for what lies in one folder.
func (d *Disk) BreakFolder(name string, what Fault, after, times int) {
	d.breakIn(d.Folder(name), what, after, times)
}

func (d *Disk) breakIn(dir string, what Fault, after, times int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if times == 0 {
		times = -1
	}
	d.fault = fault{what: what, from: len(d.log) + after, times: times, where: dir}
}

// Mend makes the disk whole, with room on it, and gives how often it had refused. After
// Killed it frees the files: the programs of before have none of them open any more.
func (d *Disk) Mend() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fault.what == Killed {
		for path, f := range d.files {
			f.gone = true
			d.files[path] = &file{inode: f.inode, data: slices.Clone(f.data)}
		}
	}
	met := d.fault.met
	d.fault = fault{}
	return met
}

// meets says whether the next change, in the folder dir, is refused for this reason.
func (d *Disk) meets(what Fault, dir string) bool {
	f := &d.fault
	if f.what != what || len(d.log) < f.from || f.times == 0 || f.where != "" && f.where != dir {
		return false
	}
	f.times--
	f.met++
	return true
}

// dead says whether who has this file open was killed; nil asks for who opens one now.
func (d *Disk) dead(f *file) bool {
	return f != nil && f.gone || d.fault.what == Killed && len(d.log) >= d.fault.from
}
