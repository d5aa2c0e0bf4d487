// Package sim is a whole county in one process, from one seed: real stations (kiosk/store,
// kiosk/desk), the real county (sync/county over its archive) and real messages between them,
// but no socket, no clock and no second goroutine. Lines lose, repeat, cut and keep back
// requests, programs stop in the middle, disks are full or copied, clocks jump. After every
// step the invariants I1 to I6 are looked after.
//
// Everything here is a test. Begin at TestSimulation in simulation_test.go; play in
// play_test.go runs one script, draw in draw_test.go makes one from a seed, and testdata holds
// the cases worth reading. The reasons, and the mutants of the product that must be caught,
// stand in DESIGN.md.
package sim
