package desk

import (
	"context"

	"yizhan/assets"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Paper lays out the slip of a print job in words: the job from the slip's own number, made
// fuller by what is known of the posting here.
func (d *Desk) Paper(ctx context.Context, job store.PrintJob) (slip.Doc, error) {
	st, err := d.stationOf(ctx, job)
	if err != nil {
		return slip.Doc{}, err
	}
	_, number, err := market.ParseSlipURL(job.Code)
	if err != nil {
		return slip.Doc{}, err
	}
	s, err := market.ParseSlip(number)
	if err != nil {
		return slip.Doc{}, err
	}
	f := slip.Facts{Slip: s, URL: job.Code, Match: job.Match, Station: st}
	if job.Copy {
		if f.Copy, err = d.store.CopyNumber(ctx, job); err != nil {
			return slip.Doc{}, err
		}
	}
	p, err := d.store.Posting(ctx, job.Posting)
	if err != nil {
		return slip.Doc{}, err
	}
	// A posting that was revised since is another job; the paper says what its number says.
	if uint8(p.Revision) == s.Revision {
		f.Posting = &p.Posting
	}
	e, err := d.store.Employer(ctx, p.Employer)
	if err != nil {
		return slip.Doc{}, err
	}
	f.Contact = e.Contact
	return slip.Lay(f, d.areas, assets.Chinese), nil
}
