package market

import (
	"slices"
	"strings"
	"testing"
)

const smallTrades = `{"types":[
{"id":"general","no":1,"name":"力工/小工","group":"建筑装修","aliases":["杂工","焊工帮手"],"unit":"day","flags":["lift"],"season":""},
{"id":"mason","no":2,"name":"瓦工(砌筑)","group":"建筑装修","aliases":["砌墙","贴砖"],"unit":"day","flags":["height"]},
{"id":"welder","no":3,"name":"焊工","group":"维修安装","aliases":["电焊"],"unit":"day","flags":["cert:特种作业(焊接与热切割)","night"]},
{"id":"decor","no":4,"name":"装饰装修工","group":"建筑装修","aliases":["贴砖","刮大白"],"unit":"mu","flags":[]}
]}`

func testTrades(t *testing.T) *Trades {
	t.Helper()
	trades, err := LoadTrades(strings.NewReader(smallTrades))
	if err != nil {
		t.Fatal(err)
	}
	return trades
}

func ids(list []Trade) string {
	var out []string
	for _, t := range list {
		out = append(out, string(t.ID))
	}
	return strings.Join(out, " ")
}

func TestTradesLookUp(t *testing.T) {
	trades := testTrades(t)
	mason, ok := trades.Get("mason")
	if !ok || mason.No != 2 || mason.Short != "瓦工" || mason.Unit != "day" {
		t.Errorf("mason: %+v, %v", mason, ok)
	}
	if byNo, ok := trades.ByNo(2); !ok || byNo.ID != "mason" {
		t.Errorf("number 2: %+v, %v", byNo, ok)
	}
	for _, no := range []int{-1, 0, 5} {
		if v, ok := trades.ByNo(no); ok {
			t.Errorf("number %d: %+v", no, v)
		}
	}
	if _, ok := trades.Get("砌墙"); ok {
		t.Error("an alias is not an id")
	}
	for _, c := range []struct{ name, got, want string }{
		{"all", ids(trades.All()), "general mason welder decor"},
		{"groups", strings.Join(trades.Groups(), " "), "建筑装修 维修安装"},
		{"in group", ids(trades.InGroup("建筑装修")), "general mason decor"},
		{"in no group", ids(trades.InGroup("农林")), ""},
		{"exact alias first", ids(trades.Search("电焊")), "welder"},
		{"alias of two", ids(trades.Search("贴砖")), "mason decor"},
		{"short name", ids(trades.Search("力工")), "general"},
		{"part", ids(trades.Search("工")), "general mason welder decor"},
		{"the word itself before a part of one", ids(trades.Search(" 焊工 ")), "welder general"},
		{"nothing", ids(trades.Search(" ")), ""},
		{"unknown", ids(trades.Search("厨师")), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestTradeFlags(t *testing.T) {
	trades := testTrades(t)
	welder, _ := trades.Get("welder")
	if !welder.Has("night") || welder.Has("lift") {
		t.Errorf("flags of a welder: %v", welder.Flags)
	}
	if got := welder.Certificates(); !slices.Equal(got, []string{"特种作业(焊接与热切割)"}) {
		t.Errorf("papers of a welder: %v", got)
	}
	mason, _ := trades.Get("mason")
	if got := mason.Certificates(); got != nil {
		t.Errorf("papers of a mason: %v", got)
	}
}

func TestNewTradesRefuses(t *testing.T) {
	good := testTrades(t).All()
	for name, spoil := range map[string]func([]Trade){
		"gap":     func(l []Trade) { l[2].No = 7 },
		"twice":   func(l []Trade) { l[3].ID = "mason" },
		"no id":   func(l []Trade) { l[0].ID = "" },
		"no unit": func(l []Trade) { l[0].Unit = "日" },
	} {
		rows := slices.Clone(good)
		spoil(rows)
		if _, err := NewTrades(rows); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := LoadTrades(strings.NewReader(`{"types":`)); err == nil {
		t.Error("a cut file: accepted")
	}
}
