package assets

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"yizhan/sync/market"
)

func TestAreasComplete(t *testing.T) {
	areas, err := loadAreas()
	if err != nil {
		t.Fatal(err)
	}
	counties := areas.Counties()
	townships, villages := 0, 0
	for _, c := range counties {
		for _, tw := range areas.Townships(c.Code) {
			townships++
			villages += len(areas.Villages(tw.Code))
		}
	}
	if len(counties) != 12 || townships != 148 || villages != 2828 {
		t.Errorf("%d counties, %d townships, %d villages; want 12, 148, 2828", len(counties), townships, villages)
	}
	if Areas().City().Name != "平顶山市" {
		t.Errorf("city: %+v", Areas().City())
	}
}

// Every village ends as villages do, so that a fifth misprint in a renewed table is seen.
func TestAreasWithoutMisprints(t *testing.T) {
	good := regexp.MustCompile(`^\p{Han}{1,8}?(村民委员会|居民委员会|村委会|居委会|社区)$`)
	ending := regexp.MustCompile(`[村居]民|委|会`)
	seen := map[string]market.AreaCode{}
	for _, v := range everyVillage() {
		if !good.MatchString(v.Name) {
			t.Errorf("%s: %s", v.Code, v.Name)
		}
		if ending.MatchString(v.Short) {
			t.Errorf("%s: short name %s", v.Code, v.Short)
		}
		place := string(v.Parent) + v.Short
		if other, twice := seen[place]; twice {
			t.Errorf("%s and %s: both are %s", other, v.Code, Areas().Place(v.Code))
		}
		seen[place] = v.Code
	}
}

func TestAreasOverrides(t *testing.T) {
	for code, want := range map[market.AreaCode][2]string{
		"410421101218": {"东崔庄村民委员会", "周庄镇东崔庄"},
		"410421107220": {"西彭庄村村民委员会", "杨庄镇西彭庄村"},
		"410421200216": {"七里营村村民委员会", "肖旗乡七里营村"},
		"410421202218": {"店东村村民委员会", "前营乡店东村"},
	} {
		if v, _ := Areas().Get(code); v.Name != want[0] || Areas().Place(code) != want[1] {
			t.Errorf("%s: %s, %s; want %s", code, v.Name, Areas().Place(code), want)
		}
	}
}

func TestAreasVectors(t *testing.T) {
	data, err := os.ReadFile("../sync/market/testdata/validators.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors struct {
		Area struct {
			Valid   []struct{ V, Name string }
			Invalid []struct{ V, Why string }
		}
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors.Area.Valid) != 3 || len(vectors.Area.Invalid) != 3 {
		t.Fatalf("vectors are missing: %+v", vectors)
	}
	areas := Areas()
	for _, c := range vectors.Area.Valid {
		v, ok := areas.Get(market.AreaCode(c.V))
		county, _ := areas.County(v.Code)
		township, _ := areas.Township(v.Code)
		if full := county.Name + township.Name + v.Name; !ok || full != c.Name {
			t.Errorf("%s: %s, want %s", c.V, full, c.Name)
		}
	}
	for _, c := range vectors.Area.Invalid {
		if v, ok := areas.Get(market.AreaCode(c.V)); ok {
			t.Errorf("%s (%s): found %+v", c.V, c.Why, v)
		}
	}
}

// A market stands at any of 2,989 areas: each has a name, and no two of one county the same.
func TestMarketNamesDiffer(t *testing.T) {
	areas := Areas()
	for _, county := range areas.Counties() {
		seen := map[string]market.AreaCode{}
		for _, township := range areas.Townships(county.Code) {
			for _, a := range append(areas.Villages(township.Code), township) {
				name := market.MarketName(areas, a.Code, "")
				if other, twice := seen[name]; twice || name == "" {
					t.Errorf("%s and %s: both are %q", a.Code, other, name)
				}
				seen[name] = a.Code
			}
		}
	}
}

func TestTradesComplete(t *testing.T) {
	trades, err := loadTrades()
	if err != nil {
		t.Fatal(err)
	}
	all := trades.All()
	if len(all) != 48 {
		t.Fatalf("%d trades, want 48", len(all))
	}
	groups := []string{"建筑装修", "维修安装", "搬运物流", "家政照护", "餐饮商超", "安保绿化", "农林", "工厂"}
	if !slices.Equal(trades.Groups(), groups) {
		t.Errorf("groups %v, want %v", trades.Groups(), groups)
	}
	short := map[string]market.TradeID{}
	for _, tr := range all {
		if other, twice := short[tr.Short]; twice {
			t.Errorf("%s and %s: both are %s", tr.ID, other, tr.Short)
		}
		short[tr.Short] = tr.ID
		for _, word := range append(tr.Aliases, tr.Name, tr.Short) {
			if found := Trades().Search(word); !slices.ContainsFunc(found, func(f market.Trade) bool { return f.ID == tr.ID }) {
				t.Errorf("%s: not found by %s", tr.ID, word)
			}
		}
	}
}

// The numbers stand in printed slips. A change here breaks paper that people carry.
func TestTradeNumbersStay(t *testing.T) {
	for no, id := range map[int]market.TradeID{1: "general", 2: "mason", 16: "loader", 26: "maternity", 40: "harvest", 48: "kiln"} {
		if tr, ok := Trades().ByNo(no); !ok || tr.ID != id {
			t.Errorf("trade %d: %s, want %s", no, tr.ID, id)
		}
	}
	loader, _ := Trades().Get("loader")
	if loader.Unit != "piece" || !loader.Has("lift") {
		t.Errorf("loader: %+v", loader)
	}
}

func everyVillage() []market.Area {
	var out []market.Area
	for _, c := range Areas().Counties() {
		for _, tw := range Areas().Townships(c.Code) {
			out = append(out, Areas().Villages(tw.Code)...)
		}
	}
	return out
}
