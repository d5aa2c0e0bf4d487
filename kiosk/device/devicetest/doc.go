// Package devicetest is what every driver must pass, and machines that stand for the real ones in
// tests: a slip printer at a port that understands what it is sent, and a printer in memory.
//
// Begin at Printer, Reader and Scanner, the suites. SlipPrinter reads ESC/POS by the manual and shares
// nothing with package escpos, so that both would have to be wrong in the same way.
package devicetest
