package escpos

// What the queue of a printer in Windows says of it (PRINTER_STATUS_* of winspool.h) when somebody has to do
// something. Bits that say what it does, as 0x0400 that it prints, are no trouble.
const (
	queuePaused       = 0x00000001
	queueError        = 0x00000002
	queuePaperJam     = 0x00000008
	queuePaperOut     = 0x00000010
	queuePaperProblem = 0x00000040
	queueOffline      = 0x00000080
	queueNotAvailable = 0x00001000
	queueIntervention = 0x00100000
	queueDoorOpen     = 0x00400000
)

// queued is how a printer is of which its queue has this status. What is wrong in particular comes before what
// only says that something is.
func queued(status uint32) condition {
	switch has := func(bits uint32) bool { return status&bits != 0 }; {
	case has(queueOffline | queueNotAvailable):
		return gone
	case has(queueDoorOpen):
		return coverOpen
	case has(queuePaperOut):
		return noPaper
	case has(queuePaperJam | queuePaperProblem | queueError | queueIntervention):
		return fault
	case has(queuePaused):
		return paused
	}
	return ready
}
