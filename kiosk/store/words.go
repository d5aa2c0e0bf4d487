package store

import (
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// tellHeard tells a county that is in another generation what it said before and may have
// forgotten: the words that it signed, behind what is whole of its journals.
func (w *Writer) tellHeard(gen uint32, whole map[uint8]uint64) error {
	said, err := w.words(gen, whole)
	if err != nil {
		return err
	}
	for len(said) > 0 {
		n, size := 1, len(said[0].Fact)
		for n < len(said) && size+len(said[n].Fact) <= record.MaxHeard {
			size += len(said[n].Fact)
			n++
		}
		if err := w.Put(record.CountyHeard, w.NewRef(), 0, record.Heard{Gen: gen, Words: said[:n]}); err != nil {
			return err
		}
		said = said[n:]
	}
	return nil
}

// words reads what the county signed in the generations before gen, behind what is whole of them,
// in the order in which it said it.
func (w *Writer) words(gen uint32, whole map[uint8]uint64) (out []record.Word, err error) {
	rows, err := w.tx.QueryContext(w.ctx, `SELECT epoch, seq, bytes FROM fact WHERE station = 0 AND epoch < ? ORDER BY epoch, seq`, gen)
	if err != nil {
		return nil, fmt.Errorf("read what the county said: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var word record.Word
		if err := rows.Scan(&word.Epoch, &word.Seq, &word.Fact); err != nil {
			return nil, fmt.Errorf("read what the county said: %w", err)
		}
		if word.Seq <= whole[word.Epoch] || len(word.Fact) > record.MaxWord {
			continue
		}
		f, err := record.Decode(word.Fact)
		if err != nil {
			continue // in quarantine
		}
		if _, ok := f.Proved(w.id.County, market.Origin{Epoch: word.Epoch}, word.Seq, w.id.CountySign); ok {
			out = append(out, word)
		}
	}
	return out, rows.Err()
}
