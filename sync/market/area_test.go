package market

import (
	"io"
	"strings"
	"testing"
)

const smallGazetteer = `code12,name,short_name
410400000000,平顶山市,平顶山
410402000000,新华区,
410402001000,曙光街街道,
410402001001,曙北社区居民委员会,曙北社区
410423000000,鲁山县,
410423212000,辛集乡,
410423212201,史庄村民委员会,史庄
410423212202,桃园村民委员会委会,桃园
410423214000,马楼乡,
410423214201,麦庄村民委员会,麦庄
410423214202,史庄村民委员会,史庄
410471000000,平顶山高新技术产业开发区,高新区
410471100000,遵化店镇,
410472000000,平顶山市城乡一体化示范区,城乡一体化示范区
410472101000,滍阳镇,
410472101201,西王营村村民委员会,西王营村
`

func testAreas(t *testing.T) *Areas {
	t.Helper()
	a, err := LoadAreas(strings.NewReader(smallGazetteer), nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func codes(list []Area) string {
	var out []string
	for _, a := range list {
		out = append(out, string(a.Code))
	}
	return strings.Join(out, " ")
}

func TestParseAreaCode(t *testing.T) {
	for in, ok := range map[string]bool{
		"410423212201":  true,
		"410423212000":  true,
		"410423000000":  true,
		"410400000000":  true,
		"41042321220":   false, // 11 digits
		"4104232122011": false,
		"410423":        false, // the contract knows no short codes
		"":              false,
		"41042321220x":  false,
		"４１０４":          false,
		"410400000201":  false, // a village under no township
		"410400212000":  false, // a township under no county
		"410423000201":  false,
		"000000000000":  false,
	} {
		code, err := ParseAreaCode(in)
		if (err == nil) != ok || ok && string(code) != in {
			t.Errorf("%q: %q, %v; want ok %v", in, code, err, ok)
		}
		if !ok {
			wantCode(t, err, "unknown_area")
		}
	}
}

func TestAreasTree(t *testing.T) {
	a := testAreas(t)
	for _, c := range []struct{ name, got, want string }{
		{"counties", codes(a.Counties()), "410402000000 410423000000 410471000000 410472000000"},
		{"townships", codes(a.Townships("410423000000")), "410423212000 410423214000"},
		{"villages", codes(a.Villages("410423214000")), "410423214201 410423214202"},
		{"townships of the city", codes(a.Townships("410400000000")), ""},
		{"townships of a township", codes(a.Townships("410423212000")), ""},
		{"villages of a county", codes(a.Villages("410423000000")), ""},
		{"villages of nothing", codes(a.Villages("")), ""},
		{"city", a.City().Name, "平顶山市"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
	want := Area{"410423212201", "史庄村民委员会", "史庄", LevelVillage, "410423212000"}
	if v, ok := a.Get("410423212201"); !ok || v != want {
		t.Errorf("village: %+v, %v", v, ok)
	}
	for _, unknown := range []AreaCode{"", "410423", "410424001201", "410423212299"} {
		if v, ok := a.Get(unknown); ok {
			t.Errorf("%q: found %+v", unknown, v)
		}
	}
	if v, _ := a.County("410423212201"); v.Name != "鲁山县" {
		t.Errorf("county of a village: %+v", v)
	}
	if v, _ := a.Township("410423212201"); v.Name != "辛集乡" {
		t.Errorf("township of a village: %+v", v)
	}
	if v, ok := a.Township("410423000000"); ok {
		t.Errorf("township of a county: %+v", v)
	}
}

// The lists are the caller's own: a screen may cut them into pages.
func TestAreasListsAreCopies(t *testing.T) {
	a := testAreas(t)
	a.Counties()[0].Name = "改了"
	a.Villages("410423214000")[0].Name = "改了"
	if a.Counties()[0].Name != "新华区" || a.Villages("410423214000")[0].Short != "麦庄" {
		t.Error("a change to a returned list reached the gazetteer")
	}
}

func TestPlace(t *testing.T) {
	a := testAreas(t)
	for _, c := range []struct {
		code              AreaCode
		place, withCounty string
	}{
		{"410423212201", "辛集乡史庄", "鲁山县辛集乡史庄"},
		{"410423214202", "马楼乡史庄", "鲁山县马楼乡史庄"},
		{"410402001001", "曙光街街道曙北社区", "新华区曙光街街道曙北社区"},
		{"410423212000", "辛集乡", "鲁山县辛集乡"},
		{"410471100000", "遵化店镇", "高新区遵化店镇"},
		{"410423000000", "鲁山县", "鲁山县"},
		{"410400000000", "平顶山", "平顶山"},
		{"410424001201", "", ""},
	} {
		if got := a.Place(c.code); got != c.place {
			t.Errorf("%s: %q, want %q", c.code, got, c.place)
		}
		if got := a.PlaceWithCounty(c.code); got != c.withCounty {
			t.Errorf("%s with county: %q, want %q", c.code, got, c.withCounty)
		}
	}
}

func TestDistance(t *testing.T) {
	a := testAreas(t)
	for _, c := range []struct {
		x, y AreaCode
		want Distance
	}{
		{"410423212201", "410423212201", SameVillage},
		{"410423212201", "410423212202", SameTownship},
		{"410423212201", "410423212000", SameTownship},
		{"410423212000", "410423212000", SameTownship}, // the village is not known
		{"410423212201", "410423214202", SameCounty},   // same village name, other township
		{"410423212201", "410423000000", SameCounty},
		{"410423000000", "410423000000", SameCounty},
		{"410423212201", "410402001001", Elsewhere},
		{"410423212201", "410400000000", DistanceUnknown},
		{"410423212201", "", DistanceUnknown},
		{"410424001201", "410424001201", DistanceUnknown},
	} {
		if got := a.Distance(c.x, c.y); got != c.want {
			t.Errorf("%s to %s: %v, want %v", c.x, c.y, got, c.want)
		}
		if got := a.Distance(c.y, c.x); got != c.want {
			t.Errorf("%s to %s: %v, want %v", c.y, c.x, got, c.want)
		}
	}
}

func TestLoadAreasOverrides(t *testing.T) {
	mend := "code12,name,short_name,why\n410423212202,桃园村民委员会,桃园,published with half an ending more\n"
	a, err := LoadAreas(strings.NewReader(smallGazetteer), strings.NewReader(mend))
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := a.Get("410423212202"); v.Name != "桃园村民委员会" || v.Short != "桃园" {
		t.Errorf("mended: %+v", v)
	}
	if v, _ := a.Get("410423212201"); v.Name != "史庄村民委员会" {
		t.Errorf("its neighbour: %+v", v)
	}
}

func TestLoadAreasRefuses(t *testing.T) {
	const head = "code12,name,short_name\n"
	const city = head + "410400000000,平顶山市,\n"
	for name, c := range map[string]struct{ table, overrides, says string }{
		"empty":                {"", "", "empty table"},
		"other header":         {"code,name,short\n", "", "column 1"},
		"missing column":       {head + "410400000000,平顶山市\n", "", "wrong number of fields"},
		"no city":              {head, "", "no city"},
		"two cities":           {city + "410500000000,安阳市,\n", "", "second city"},
		"short code":           {city + "410423,鲁山县,\n", "", "unknown_area"},
		"no name":              {city + "410423000000,,\n", "", "no name"},
		"twice":                {city + "410423000000,鲁山县,\n410423000000,鲁山县,\n", "", "twice"},
		"orphan":               {city + "410423212000,辛集乡,\n", "", "parent"},
		"override of nothing":  {city, "code12,name,short_name,why\n410423000000,鲁山县,,misprint\n", "no such area"},
		"override without why": {city, "code12,name,short_name,why\n410400000000,平顶山,,\n", "why"},
	} {
		var mends io.Reader
		if c.overrides != "" {
			mends = strings.NewReader(c.overrides)
		}
		a, err := LoadAreas(strings.NewReader(c.table), mends)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v; want %q", name, a, err, c.says)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct{ code, first, last AreaCode }{
		{"410400000000", "410400000000", "410499999999"},
		{"410423000000", "410423000000", "410423999999"},
		{"410423212000", "410423212000", "410423212999"},
		{"410423212201", "410423212201", "410423212201"},
	} {
		if first, last := c.code.Span(); first != c.first || last != c.last {
			t.Errorf("%s: %s to %s", c.code, first, last)
		}
	}
}
