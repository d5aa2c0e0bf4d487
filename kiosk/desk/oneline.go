package desk

import (
	"context"
	"maps"
	"slices"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
	"yizhan/sync/record"
)

// What is read of words, for those above that do not know how they are read.
type (
	Draft    = wording.Draft
	Finding  = wording.Finding
	Findings = wording.Findings
)

// Line is what one line of words says of a posting.
type Line struct {
	Draft wording.Draft
	// Unread are the stretches that the draft holds nothing of.
	Unread []string
	// Found is what is wrong with the words themselves: what a field settles (pay, settlement, contact) is
	// left to the posting.
	Found wording.Findings
}

// ofFields are the warnings that follow from the fields of a posting; a line that leaves them out has
// them filled in on the form.
var ofFields = []string{"pay_vague", "pay_low", "settle_late", "contact_risky"}

// ReadLine reads a line that was typed or pasted.
func (d *Desk) ReadLine(text string) Line {
	l := Line{Draft: d.Reader().Parse(text, d.now()), Unread: d.Reader().Unread(text, d.now()), Found: d.ScreenText(text)}
	l.Found.Warnings = slices.DeleteFunc(l.Found.Warnings, func(f wording.Finding) bool { return slices.Contains(ofFields, f.Code) })
	return l
}

// OpenPostingBecause is OpenPosting with the reasons that staff gave, by the code of the warning: all of
// it is one transaction. It refuses with bad_text a reason that is too long or cannot be shown.
func (d *Desk) OpenPostingBecause(ctx context.Context, by string, p market.Posting, reasons map[string]string) (market.PostingID, error) {
	reasons = maps.Clone(reasons)
	for code, words := range reasons {
		clean, err := market.Words(words, true)
		if err != nil {
			return "", err
		}
		if len([]rune(clean)) > market.MaxReasonWords {
			return "", &market.Error{Code: "too_long", Field: "words"}
		}
		reasons[code] = clean
	}
	return d.open(ctx, by, p, func(w *store.Writer, id market.PostingID) error {
		return putReasons(w, id, reasons)
	})
}

// putReasons keeps with a posting why what is warned of may stand, by the code of the warning.
func putReasons(w *store.Writer, id market.PostingID, reasons map[string]string) error {
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return err
	}
	for _, code := range slices.Sorted(maps.Keys(reasons)) {
		if err := w.Put(record.PostingReasoned, ref, 0, record.Reasoned{Code: code, Words: reasons[code]}); err != nil {
			return err
		}
	}
	return nil
}
