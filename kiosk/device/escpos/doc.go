// Package escpos drives receipt printers that speak ESC/POS, over whatever carries bytes to them: a
// network port, a USB printer file, a serial line.
//
// Begin at Printer, which is a device.Printer. encode.go makes bytes of a picture: the whole paper
// goes as raster, so that Chinese comes out right on the cheapest clone. letters.go writes with the
// printer's own letters, for those that know no raster. telling.go has the two ways in which printers
// tell about paper and cover, status.go the first of them. A finished write is not a printed slip: Print gives nil only when the printer says so.
package escpos
