// Package slip makes the page that a worker takes home: the job in words, and a QR that still
// means something when everything else is down (market.Slip).
//
// Begin at Lay, which puts what is known into words (Doc), and at Render, which draws the Doc
// exactly as wide as the printer's head: 384 dots on 58 mm paper, 576 on 80 mm. The picture is
// black and white, without grey, because a thermal head knows nothing between. Papers beside slips are
// Sheets, laid out once for a roll (RenderSheet) and for A4 (SheetPDF): a canvas keeps marks, raster.go
// makes dots of them and pdf.go sheets.
//
// Promised: nothing is clipped, however long the words; every character shows, or 〓 in its
// place; the QR has whole dots per module and a quiet zone of four modules. Drawing is pure:
// the same Doc gives the same dots.
package slip
