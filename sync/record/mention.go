package record

import "yizhan/sync/market"

// Mentions says whether a fact speaks of a thing, wherever in it: also in fields that a newer
// program added. A body that cannot be read mentions nothing.
func (f *Fact) Mentions(is func(market.Ref) bool) bool {
	if is(f.ID) {
		return true
	}
	var body any
	return Unmarshal(f.Body, &body) == nil && mentions(body, is)
}

// mentions looks for what Ref is written as: an array of three numbers.
func mentions(v any, is func(market.Ref) bool) bool {
	switch v := v.(type) {
	case map[any]any:
		for _, field := range v {
			if mentions(field, is) {
				return true
			}
		}
	case []any:
		if r, ok := asRef(v); ok && is(r) {
			return true
		}
		for _, entry := range v {
			if mentions(entry, is) {
				return true
			}
		}
	}
	return false
}

func asRef(v []any) (market.Ref, bool) {
	if len(v) != 3 {
		return market.Ref{}, false
	}
	var n [3]uint64
	for i := range v {
		var ok bool
		if n[i], ok = v[i].(uint64); !ok {
			return market.Ref{}, false
		}
	}
	r := Ref{Station: uint16(n[0]), Epoch: uint8(n[1]), N: uint32(n[2])}
	return r.Market(), uint64(r.Station) == n[0] && uint64(r.Epoch) == n[1] && uint64(r.N) == n[2]
}
