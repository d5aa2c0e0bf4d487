package market

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// TradeID names a trade (工种), for example "loader".
type TradeID string

// Trade is one kind of work that people are asked for.
type Trade struct {
	ID      TradeID  `json:"id"`
	No      int      `json:"no"`      // row number, 1 and up; it stands in slips, so rows are only ever appended
	Name    string   `json:"name"`    // 瓦工(砌筑)
	Group   string   `json:"group"`   // 建筑装修
	Aliases []string `json:"aliases"` // other words for it: 泥瓦匠, 砌墙
	Said    []string `json:"said"`    // how people ask for it in one line: 垒院墙, 铺地砖; for reading, not for showing
	Unit    PayUnit  `json:"unit"`    // how it is usually paid
	Flags   []string `json:"flags"`   // "lift", "height", "heat", "night", "cert:驾驶证"
	Short   string   `json:"-"`       // 瓦工: the name before "(" or "/"
}

// Has says whether the trade carries a flag: "lift" heavy loads, "height" work above two
// metres, "heat" work in the sun or at a kiln, "night" night shifts.
func (t Trade) Has(flag string) bool { return slices.Contains(t.Flags, flag) }

// Certificates lists the papers that the trade asks for by law, in words: 驾驶证.
func (t Trade) Certificates() []string {
	var out []string
	for _, f := range t.Flags {
		if paper, ok := strings.CutPrefix(f, "cert:"); ok {
			out = append(out, paper)
		}
	}
	return out
}

// Trades is the table of trades. It does not change after it was made.
type Trades struct {
	list   []Trade // list[i].No == i+1
	byID   map[TradeID]int
	groups []string
}

// LoadTrades reads the table from JSON of the form {"types":[…]}. Fields that the market has
// no use for are passed over.
func LoadTrades(r io.Reader) (*Trades, error) {
	var file struct {
		Types []Trade `json:"types"`
	}
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("read trades: %w", err)
	}
	return NewTrades(file.Types)
}

// NewTrades builds the table. The rows must be numbered 1, 2, 3 … without gaps.
func NewTrades(rows []Trade) (*Trades, error) {
	t := &Trades{list: slices.Clone(rows), byID: make(map[TradeID]int, len(rows))}
	for i := range t.list {
		r := &t.list[i]
		_, twice := t.byID[r.ID]
		switch {
		case r.ID == "" || r.Name == "" || r.Group == "":
			return nil, fmt.Errorf("trade in row %d: id, name or group is missing", i+1)
		case r.No != i+1:
			return nil, fmt.Errorf("trade %s: numbered %d in row %d", r.ID, r.No, i+1)
		case twice:
			return nil, fmt.Errorf("trade %s: stands in the table twice", r.ID)
		case !slices.Contains(PayUnits, r.Unit):
			return nil, fmt.Errorf("trade %s: unknown pay unit %q", r.ID, r.Unit)
		}
		r.Short = r.Name
		if cut := strings.IndexAny(r.Name, "(/"); cut > 0 {
			r.Short = r.Name[:cut]
		}
		t.byID[r.ID] = i
		if !slices.Contains(t.groups, r.Group) {
			t.groups = append(t.groups, r.Group)
		}
	}
	return t, nil
}

// Get looks a trade up by its id.
func (t *Trades) Get(id TradeID) (Trade, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Trade{}, false
	}
	return t.list[i], true
}

// ByNo looks a trade up by its row number, as it stands in a slip.
func (t *Trades) ByNo(no int) (Trade, bool) {
	if no < 1 || no > len(t.list) {
		return Trade{}, false
	}
	return t.list[no-1], true
}

// All lists the trades in row order.
func (t *Trades) All() []Trade { return slices.Clone(t.list) }

// Groups lists the groups in the order in which they first appear.
func (t *Trades) Groups() []string { return slices.Clone(t.groups) }

// InGroup lists the trades of a group in row order.
func (t *Trades) InGroup(group string) []Trade {
	return slices.DeleteFunc(t.All(), func(r Trade) bool { return r.Group != group })
}

// Search finds trades by a word: those whose name or alias is the word come first, then those
// that contain it, each in row order. An empty word finds nothing.
func (t *Trades) Search(word string) []Trade {
	word = cleanLine(word)
	if word == "" {
		return nil
	}
	var exact, part []Trade
	for _, r := range t.list {
		words := append([]string{r.Name, r.Short}, r.Aliases...)
		switch {
		case slices.Contains(words, word):
			exact = append(exact, r)
		case slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, word) }):
			part = append(part, r)
		}
	}
	return append(exact, part...)
}
