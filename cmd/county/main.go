// Command county is the county server and its desk commands.
package main

import (
	"context"
	"strings"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
)

const usage = `county -data DIR COMMAND

  serve -listen ADDR [-public URL] [-cert F -key F]   answer stations and phones; SIGTERM ends it
        [-trusted-proxy CIDR,…]                       proxies before the county, whose X-Forwarded-For is believed
        [-backup DIR [-backup-key KEY]]               a backup each night, put back and read; the newest 14 are kept. KEY is in -data when left out
        [-watch ADDR]                                 /metrics and /healthz in full, on an address that others do not reach
        [-keep-people N] [-keep-files N] [-keep-log N]   months after which who came no more, files that are over, and logs are erased; 36
  code [-station NAME] -area CODE                     a one-time enrolment code
  admin [-account NAME] [-area CODE] [-title TITLE]   an account for the pages of the offices; -reset gives one a new password
  staff -station N [-role clerk] [-title TITLE]       a staff account with a new PIN
  bundle in FILE                                      take what a station sent by stick
  bundle out FILE -station N                          what station N should pull, to a file on a stick
  fence STATION [-epoch E]                            end a dead station: its free places are there for others
  revoke STATION                                      shut out a station in wrong hands: fenced, and answered no more
  redlist EMPLOYER [-reason TEXT] [-off]              stations publish nothing of this employer and give none of its places, also offline
  settle KIND MATCH MATCH… [-decision TEXT]           a conflict of the dump is decided, and leaves it
  merge WORKER OTHER…                                 staff know that these registrations (dump doubles) are one person, shown as WORKER
  apart WORKER OTHER                                  staff know that OTHER is somebody else; undoes a merge
  erase ID                                            destroy the keys of a worker or an employer, everywhere
  pass STATION-EPOCH SEQ                              a fact of the quarantine was looked at: places are given again
  backup FILE [-key KEY]                              all of the county, keys included, into one encrypted file; serve goes on.
                                                      KEY opens it, FILE.key when left out: move it away from the backup
  restore FILE [-key KEY]                             put a backup in place; the server is stopped
  reconcile end                                       grant places again after a restore; reconcile status tells who is missing
  notice publish FILE [-as ID] | withdraw ID          texts for every station's 政策培训; FILE holds JSON objects, - is standard input
  training publish FILE [-as ID] | withdraw ID        courses, likewise
  station describe N FILE                             what stands on a station's own page: hours, address, lines
  complaint move ID STATE [-words TEXT]               how far a complaint is; its station hears of it
  sample [-station N]                                 notices and courses to look at, and a page for station N
  report month 2026-11 -o FILE.xlsx                   the month's form; -o FILE.csv likewise, and -area CODE for one county or township
  report week 2026-W47 -o FILE.xlsx                   Monday to Sunday
  report correct 2026-11 UNIT COLUMN VALUE -by WHO -why TEXT
                                                      what stands in a cell instead; UNIT is a station's number, or an area for what is written by hand
  report lock 2026-11 -by WHO [-why TEXT] | unlock 2026-11 -by WHO -why TEXT
                                                      the month of the city, or of the county -area; TEXT says why a month that lacks something is locked
  report columns [FILE.json -by WHO]                  the month's columns, or others in their place
  report directory -o FILE.xlsx                       名录, also FILE.csv
  report write N FIELD VALUE -by WHO                  what the directory says of station N instead of what is known: name nature address hours
                                                      hotline complaints host area_m2 built_on staff
  report digest -o FILE.txt [-area CODE]              the open work for chat groups; FILE.json a feed (-hrss: the ministry's names), FILE.xml RSS,
                                                      FILE.png and FILE.pdf a poster
  report bulletin 2026-11 -o FILE.xlsx                the month's 通报 · communities 2026 -o FILE.xlsx|.csv the extract for 充分就业社区
  report contacts -o FILE.xlsx | contact FILE.json -by WHO
                                                      附件1, and one unit's row of it
  dump KIND                                           JSON lines of KIND

-data may stand before or after the command. Kinds to dump: `

func main() {
	p := &line.Program{
		Name: "county", Usage: usage + strings.Join(archive.DumpKinds, " ") + "\n",
		Commands: map[string]func(context.Context, *line.Call) error{
			"serve": serve, "code": code, "staff": staff, "admin": admin, "dump": dump, "bundle": bundle, "fence": fence, "revoke": revoke,
			"erase": erase, "pass": pass, "settle": settle, "redlist": redlist, "merge": merge, "apart": apart,
			"notice": notice, "training": training, "station": describe, "complaint": complaint, "sample": openSample,
			"report": reports,
			"backup": backup, "restore": restore, "reconcile": reconcile,
		},
	}
	p.Main()
}
