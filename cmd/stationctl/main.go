// Command stationctl is a station without a screen: for installers, support and scripts.
package main

import (
	"context"

	"yizhan/cmd/line"
)

const usage = `stationctl -data DIR COMMAND

  enrol -county URL -code CODE    make this folder a station of that county
  exec [-bulk N]                  JSON lines from stdin, replies to stdout
  exec -sample                    open the sample market at this station
  import FILE [-check] [-skip]    open the postings of a table (CSV, XLSX): all of its rows or none. -check only says what
                                  would become of it; -skip leaves out the rows that cannot be used
  export FILE                     all postings known here, as FILE.csv or FILE.xlsx
  sync                            one whole round with the county
  status                          who this station is and what waits
  bundle out FILE                 what a sync would send, to a file on a stick
  bundle in FILE                  take the county's answer from a stick
  verify                          walk the hash chain of the journal
  doctor                          examine everything; changes nothing
  backup FILE [-key KEY]          all that this station has, its keys too, in one encrypted file.
                                  KEY opens it, FILE.key when left out: move it away from the backup
  restore FILE [-key KEY]         put a backup back; no place is given before the next sync
  print -to PRINTER slip MATCH    print a slip now; PRINTER is tcp://HOST:9100, ipp://HOST/ipp/print, serial:PORT or file:PATH
  print -to PRINTER PAPER         names POSTING, agreement MATCH, number CHECK-IN, day, poster, leaflet; test needs no station
  print -discover [-here]         what may be a printer: at this PC and in its private networks. -here leaves the networks alone
  idcard -port PORT [-once]       read one identity card at a serial port
  slip render CODE -dots 384 -o FILE.png   the slip behind a number, as a picture
  ime pinyin [-hint name|place|trade|employer|text] [-fuzzy]   lines of pinyin in, candidates out
  ime words | ime forget WORD…    what the station's staff have taught it
  ime strokes                     lines of strokes as [[[x,y],…],…] in, characters out
  request METHOD PATH [-in FILE] [-encoding E]  one signed request to the county, for support

-data may stand before or after the command. The last line of stdout is one JSON object.
`

func main() {
	p := &line.Program{
		Name: "stationctl", Usage: usage,
		Commands: map[string]func(context.Context, *line.Call) error{
			"enrol": enrol, "exec": exec, "sync": syncNow, "status": status, "verify": verify, "request": request,
			"slip": slipRender, "bundle": bundle, "backup": backup, "restore": restore, "doctor": doctor,
			"import": importTable, "export": exportTable, "ime": writeChinese, "print": printPaper, "idcard": idCard,
		},
	}
	p.Main()
}
