// Package powercut is a disk for tests that forgets what was not synced, fills up and breaks.
//
// Begin at New: databases opened below Disk.Folder live on the disk, by whatever product code
// opens them; all other files of the process stay where they are. Every write, truncation,
// sync, creation and removal is noted in order, so a day is played once, and Disk.Cut then
// gives the disk that a machine finds whose power went at any moment of it. Disk.Break makes
// the disk refuse while the day is played.
//
// No product code imports this package; a test in cmd says so. It is written against the
// version of modernc.org/sqlite in go.mod. What the disk may lose, and what was measured with
// it, stands in DESIGN.md.
package powercut
