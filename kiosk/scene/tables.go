package scene

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yizhan/kiosk/exchange"
	"yizhan/kiosk/flow"
)

// tableScenes lead a table from a stick into the station.
var tableScenes = []Scene{
	{Name: "staff-tables-none", play: func(g *Stage, app *flow.App) { openTables(g, app) }},
	{Name: "staff-tables", play: func(g *Stage, app *flow.App) {
		g.plug(goodTable, mixedTable, "电话记的/七月第二周 零工需求登记（瓦屋、赵村）.xls", "旧表.csv", "问卷.xlsx", "名单.csv")
		openTables(g, app)
	}},
	{Name: "staff-tables-work", play: func(g *Stage, app *flow.App) {
		g.plug(goodTable)
		p := openTables(g, app)
		p.Choose(p.Files[0])
		p.Part, p.All = 1850, 5000
	}},
	{Name: "staff-tables-report", play: func(g *Stage, app *flow.App) { readTable(g, app, mixedTable) }},
	{Name: "staff-tables-good", play: func(g *Stage, app *flow.App) { readTable(g, app, goodTable) }},
	{Name: "staff-tables-sure", play: func(g *Stage, app *flow.App) { readTable(g, app, goodTable).AskImport(false) }},
	{Name: "staff-tables-because", play: func(g *Stage, app *flow.App) { readTable(g, app, mixedTable).AskImport(true) }},
	{Name: "staff-tables-done", play: func(g *Stage, app *flow.App) {
		p := readTable(g, app, goodTable)
		p.AskImport(false)
		p.Import("")
		g.until(func() bool { return !p.Busy() })
	}},
	{Name: "staff-tables-fault", play: func(g *Stage, app *flow.App) {
		g.plug("旧表.xls")
		p := openTables(g, app)
		p.Choose(p.Files[0])
		g.until(func() bool { return !p.Busy() })
	}},
	{Name: "staff-tables-where", play: func(g *Stage, app *flow.App) {
		g.plug(goodTable)
		openTables(g, app).AskWhere()
	}},
}

// The tables of the scenes, by their names.
const (
	goodTable  = "用工登记.csv"
	mixedTable = "电话记的/七月第二周.csv"
)

const tableHead = "用工单位,联系电话,工种,工作内容,人数,日薪,结算方式,乡镇,开始时间,备注\n"

var tables = map[string]string{
	goodTable: tableHead + `史庄葡萄合作社,18900000201,采摘工,摘葡萄,12,190,日结,赵村镇,2026-7-15 5:30,
王师傅,18900000202,瓦工,砌院墙,3,280,干完就结,下汤镇,2026-7-15 7:00,管午饭
鲁山县顺达物流有限公司,18900000203,搬运工,卸化肥,6,180,日结,赵村镇,2026-7-16 6:30,
李师傅,18900000204,小工,拌灰,2,190,日结,瓦屋镇,2026-7-16 7:00,`,
	mixedTable: tableHead + `史庄葡萄合作社,18900000201,采摘工,摘葡萄,12,190,日结,赵村镇,2026-7-15 5:30,
鲁山县好运家政服务部,18900000205,保洁员,擦玻璃,4,190,日结,赵村镇,2026-7-15 8:00,先交200元押金
王师傅,18900000202,瓦工,砌院墙,3,280,日结,下汤镇,2026-7-15 7:00,限男性
张师傅,1890000,木工,支模板,5,300,日结,不知道哪儿,2026-7-15 7:00,
李师傅,18900000204,小工,拌灰,2,190,日结,瓦屋镇,2026-7-16 7:00,
,18900000206,,看大门,1,,,下汤镇,,
顺达物流有限公司,18900000203,搬运工,卸化肥,6,180,日结,赵村镇,2026-7-16 6:30,45岁以下`,
}

// shelf is where the tables of the stage lie: a stick, as soon as something is on it, and its own folder.
func (g *Stage) shelf() *exchange.Shelf {
	stick := filepath.Join(g.dir, "stick")
	return exchange.WithMedia(filepath.Join(g.dir, "tables"), func() ([]exchange.Place, error) {
		if _, err := os.Stat(stick); err != nil {
			return nil, nil
		}
		return []exchange.Place{{Dir: stick, Name: "KINGSTON"}}, nil
	})
}

// plug puts files on the stick; one without words of its own is an old one of Excel.
func (g *Stage) plug(names ...string) {
	for i, name := range names {
		path := filepath.Join(g.dir, "stick", name)
		text := tables[name]
		if text == "" {
			text = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat(name, 40)
		}
		at := Morning.Add(-time.Duration(i) * 7 * time.Hour)
		g.fail(errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600), os.Chtimes(path, at, at)))
	}
}

func openTables(g *Stage, app *flow.App) *flow.StaffTables {
	signIn(g, app)
	on[*flow.StaffMenu](g, app).Postings()
	on[*flow.StaffPostings](g, app).Tables()
	g.settle()
	return on[*flow.StaffTables](g, app)
}

// readTable leads to the report of a table.
func readTable(g *Stage, app *flow.App, name string) *flow.StaffTables {
	g.plug(name)
	p := openTables(g, app)
	i := slices.IndexFunc(p.Files, func(f exchange.File) bool { return strings.HasSuffix(filepath.ToSlash(f.Path), name) })
	if i < 0 {
		g.failf("no table %s", name)
	}
	p.Choose(p.Files[i])
	g.until(func() bool { return !p.Busy() })
	return p
}

// until runs what slow work hands back until it is done.
func (g *Stage) until(done func() bool) {
	for !done() {
		g.settle()
	}
}
