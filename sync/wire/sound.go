package wire

import "math"

// sound says whether numbers are such as a database counts with.
func sound(numbers ...uint64) bool {
	for _, n := range numbers {
		if n > math.MaxInt64 {
			return false
		}
	}
	return true
}

// Sound says whether a county of this protocol may have said this. A reply with numbers that no
// journal reaches is refused before it comes to a database.
func (h *Have) Sound() bool { return sound(h.Seq) }

// Sound is the same for the answer to a hello.
func (r *HelloReply) Sound() bool {
	for i := range r.Have {
		if !r.Have[i].Sound() {
			return false
		}
	}
	return sound(r.Rev)
}

// Sound is the same for what was pulled.
func (p *Pulled) Sound() bool {
	for i := range p.Items {
		if !sound(p.Items[i].Seq, p.Items[i].Rev) {
			return false
		}
	}
	return sound(p.Upto)
}
