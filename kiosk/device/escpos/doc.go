// Package escpos drives receipt printers that speak ESC/POS, over whatever carries bytes to them: a
// network port, a USB printer file, a serial line.
//
// Begin at Printer, which is a device.Printer. encode.go makes bytes of a picture: the whole paper
// goes as raster, so that Chinese comes out right on the cheapest clone. status.go asks for paper and
// cover. A finished write is not a printed slip: Print gives nil only when the printer says so.
package escpos
