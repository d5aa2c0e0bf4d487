package ledger

import (
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// proposalChecked is said by the station that decides, in whatever epoch.
func (a *applier) proposalChecked(b record.Checked) error {
	if !a.mayDecide() || !slices.Contains(market.Checks, b.What) || longer(b.Words, market.MaxNotes) {
		return bad("%s checked for %.20q by %s", a.id, b.What, a.o)
	}
	if err := a.decides(); err != nil {
		return err
	}
	return a.exec(`INSERT INTO proposal_check (proposal, what, good, words, by_whom, at, epoch, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (proposal, what) DO UPDATE SET good = excluded.good, words = excluded.words, by_whom = excluded.by_whom,
		at = excluded.at, epoch = excluded.epoch, seq = excluded.seq
		WHERE (proposal_check.epoch, proposal_check.seq) < (excluded.epoch, excluded.seq)`,
		a.id, b.What, b.Good, b.Words, clip(a.f.By), a.f.At, a.o.Epoch, a.seq)
}

// employerFlagged keeps what each station says, the later word of it.
func (a *applier) employerFlagged(b record.Flagged) error {
	if !slices.Contains(market.EmployerFlags, b.Flag) {
		return bad("employer %s flagged %.20q", a.id, b.Flag)
	}
	return a.exec(`INSERT INTO employer_flag (employer, flag, station, off, at, epoch, seq) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (employer, flag, station) DO UPDATE SET off = excluded.off, at = excluded.at, epoch = excluded.epoch, seq = excluded.seq
		WHERE (employer_flag.epoch, employer_flag.seq) < (excluded.epoch, excluded.seq)`,
		a.id, b.Flag, a.o.Station, b.Off, a.f.At, a.o.Epoch, a.seq)
}

func (a *applier) employerListed(b record.RedList) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	if longer(b.Reason, record.ListedMost) || longer(b.USCC, maxWord) {
		return bad("employer %s listed with words of no allowed length", a.id)
	}
	return a.exec(`INSERT INTO red_list (employer, listed, reason, uscc, seq) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (employer) DO UPDATE SET listed = excluded.listed, reason = excluded.reason, uscc = excluded.uscc, seq = excluded.seq
		WHERE red_list.seq < excluded.seq`, a.id, b.On, b.Reason, b.USCC, since(a.o, a.seq))
}
