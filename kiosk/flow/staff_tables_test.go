package flow

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/exchange"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

const tableHead = "用工单位,联系电话,工种,工作内容,人数,日薪,结算方式,乡镇,开始时间,备注\n"

const (
	goodRow  = "史庄葡萄合作社,18900000201,采摘工,摘葡萄,12,190,日结,赵村镇,2026-7-15 5:30,\n"
	goodRow2 = "王师傅,18900000202,瓦工,砌院墙,3,280,日结,下汤镇,2026-7-15 7:00,\n"
	warnRow  = "李师傅,18900000204,小工,拌灰,2,190,日结,瓦屋镇,2026-7-16 7:00,限男性\n"
	feeRow   = "好运家政服务部,18900000205,保洁员,擦玻璃,4,190,日结,赵村镇,2026-7-15 8:00,先交200元押金\n"
)

// tablesOf signs in at a station with a stick that holds the table, and opens the page of tables.
func tablesOf(t *testing.T, table string) (*staffRoom, *StaffTables, string) {
	t.Helper()
	r, menu := signedIn(t)
	dir := t.TempDir()
	stick := filepath.Join(dir, "stick")
	if err := os.MkdirAll(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	if table != "" {
		if err := os.WriteFile(filepath.Join(stick, "登记.csv"), []byte(table), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.app.Exchange = exchange.WithMedia(filepath.Join(dir, "own"), func() ([]exchange.Place, error) {
		if _, err := os.Stat(stick); err != nil {
			return nil, err
		}
		return []exchange.Place{{Dir: stick, Name: "KINGSTON"}}, nil
	})
	menu.Postings()
	at[*StaffPostings](r).Tables()
	r.settle()
	p := at[*StaffTables](r)
	p.Pager.Fit(10)
	p.Rows.Fit(10)
	return r, p, stick
}

// done runs what slow work hands back until the page is free.
func (r *staffRoom) done(p *StaffTables) {
	r.t.Helper()
	for p.Busy() {
		r.settle()
	}
}

func (r *staffRoom) open() []store.PostingRow {
	r.t.Helper()
	list, err := r.desk.Store().Postings(r.t.Context(), store.Filter{})
	if err != nil {
		r.t.Fatal(err)
	}
	return list
}

// A table is chosen, seen row by row, and brought in as a whole; the same one again has nothing new.
func TestTableComesIn(t *testing.T) {
	r, p, _ := tablesOf(t, tableHead+goodRow+goodRow2)
	files := p.ShownFiles()
	if len(files) != 1 || files[0].Name != "登记.csv" || !strings.Contains(files[0].Where, "KINGSTON") {
		t.Fatalf("%+v", files)
	}
	p.Choose(p.Files[0])
	r.done(p)
	if p.Stage != TableReport || p.CountRows(GoodRow) != 2 || len(r.open()) != 0 {
		t.Fatalf("stage %d, %+v, %q", p.Stage, p.ShownRows(), p.Fault)
	}
	p.Import("") // nobody was asked yet
	if p.Stage != TableReport {
		t.Fatal("rows are written without a question")
	}
	p.AskImport(false)
	p.Import("")
	if p.Stage != WriteTable {
		t.Errorf("stage %d while it is written", p.Stage)
	}
	r.done(p)
	list := r.open()
	if len(list) != 2 || p.Stage != ChooseTable || p.Done != r.app.Words.T("tables.opened", "n", 2) {
		t.Fatalf("%d open, stage %d, %q %q", len(list), p.Stage, p.Done, p.Fault)
	}
	for _, f := range r.facts() {
		if f.By != clerk {
			t.Errorf("%s is by %s", f.Kind, f.By)
		}
	}
	p.Choose(p.Files[0])
	r.done(p)
	if p.CountRows(BadRow) != 2 || p.MayImport(false) || p.MayImport(true) {
		t.Errorf("again: %+v", p.ShownRows())
	}
}

// One bad row keeps the file out. Staff may leave the bad rows out, by a question of their own, and say why
// those that are warned of may stand; the reason is kept.
func TestTableWithBadRows(t *testing.T) {
	r, p, _ := tablesOf(t, tableHead+goodRow+feeRow+warnRow)
	p.Choose(p.Files[0])
	r.done(p)
	var kinds []RowKind
	for _, row := range p.ShownRows() {
		kinds = append(kinds, row.Kind)
		if (row.Kind == GoodRow) != (len(row.Why) == 0) || row.Second == "" || strings.Contains(row.Second, "18900000") {
			t.Errorf("%+v", row)
		}
	}
	if !slices.Equal(kinds, RowKinds) {
		t.Fatalf("the report is in the order %v", kinds)
	}
	p.PickRows(BadRow)
	if rows := p.ShownRows(); len(rows) != 1 || rows[0].N != 3 ||
		!slices.Contains(rows[0].Why, r.app.Words.T("screen.worker_fee")+r.app.Words.T("line.quoted", "words", "押金")) {
		t.Errorf("%+v", rows)
	}
	p.PickRows(BadRow)
	p.AskImport(false)
	if p.Sure {
		t.Fatal("a file with a bad row may come in")
	}
	p.AskImport(true)
	because := p.BecauseWords()
	if !p.Sure || len(because) == 0 {
		t.Fatalf("%v, reasons %q", p.Sure, because)
	}
	p.Import(because[0])
	r.done(p)
	list := r.open()
	if len(list) != 2 {
		t.Fatalf("%d open, %q", len(list), p.Fault)
	}
	for _, row := range list {
		kept, err := r.desk.Store().PostingReasons(t.Context(), row.ID)
		if want := row.Title == "拌灰"; err != nil || (len(kept) > 0) != want || want && kept[0].Words != because[0] {
			t.Errorf("%s: %+v, %v", row.Title, kept, err)
		}
	}
}

// Whoever breaks it off, or goes away, while a table is written finds nothing of it.
func TestTableIsBrokenOff(t *testing.T) {
	var rows strings.Builder
	for i := range 1500 {
		rows.WriteString(strings.Replace(goodRow, ",12,190,", ","+count(1+i%90)+","+count(190+i/90)+",", 1))
	}
	for _, away := range []bool{false, true} {
		r, p, _ := tablesOf(t, tableHead+rows.String())
		p.Choose(p.Files[0])
		r.done(p)
		if p.CountRows(GoodRow) != 1500 {
			t.Fatalf("%d rows are good", p.CountRows(GoodRow))
		}
		p.AskImport(false)
		p.Import("")
		for p.Part == 0 { // it is under way
			r.settle()
		}
		if p.All != 1500 || p.Part >= 1500 {
			t.Errorf("%d of %d", p.Part, p.All)
		}
		if away {
			r.app.End()
		} else {
			p.Cancel()
			r.done(p)
			if p.Stage != TableReport || p.Fault != r.app.Sentence(market.Refuse("import_stopped")) {
				t.Errorf("stage %d, %q", p.Stage, p.Fault)
			}
		}
		if err := r.desk.Store().Write(t.Context(), desk.Self, func(*store.Writer) error { return nil }); err != nil {
			t.Fatal(err) // behind whatever still writes
		}
		if n := len(r.open()); n != 0 {
			t.Errorf("away %v: %d are open", away, n)
		}
	}
}

// What cannot be read says why, and the files are still there.
func TestTableThatIsNone(t *testing.T) {
	r, p, stick := tablesOf(t, "说明\n没有表头\n")
	p.Choose(p.Files[0])
	r.done(p)
	if p.Stage != ChooseTable || p.Fault != r.app.Sentence(market.Refuse("no_head")) || len(p.Files) != 1 {
		t.Errorf("stage %d, %q", p.Stage, p.Fault)
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	p.Tick()
	r.settle()
	if len(p.Files) != 0 || len(p.Media()) != 0 {
		t.Errorf("the stick is out: %+v", p.Files)
	}
	p.Tick()
	select {
	case <-r.ui:
		t.Error("it looks again though nothing came or went")
	default:
	}
}

// An export goes where it is asked to, and can be chosen again.
func TestExportToAStick(t *testing.T) {
	r, p, stick := tablesOf(t, tableHead+goodRow)
	p.Choose(p.Files[0])
	r.done(p)
	p.AskImport(false)
	p.Import("")
	r.done(p)
	p.AskWhere()
	targets := p.Targets()
	if !p.Where || len(targets) != 2 || targets[0].Place.Dir != stick || !targets[1].Place.Own() {
		t.Fatalf("%v, %+v", p.Where, targets)
	}
	for _, target := range targets {
		p.Export(target.Place)
		r.done(p)
		r.settle()
		if p.Done == "" || p.Fault != "" {
			t.Errorf("%s: %q %q", target.Word, p.Done, p.Fault)
		}
	}
	if len(p.Files) != 3 {
		t.Errorf("%+v", p.Files)
	}
	if err := os.RemoveAll(stick); err != nil {
		t.Fatal(err)
	}
	p.Export(targets[0].Place)
	r.done(p)
	if p.Fault != r.app.Sentence(market.Refuse("table_file")) {
		t.Errorf("a stick that is gone: %q %q", p.Done, p.Fault)
	}
}

// Who may not publish finds no way to tables, nor does a station without a place for them.
func TestTablesAreForPublishers(t *testing.T) {
	r, menu := signedIn(t)
	menu.Postings()
	list := at[*StaffPostings](r)
	if list.MayTables() {
		t.Error("there is no place for tables")
	}
	r.app.Exchange = exchange.New(t.TempDir())
	if !list.MayTables() {
		t.Error("a supervisor may not")
	}
	list.Account.Role = string(market.Volunteer)
	if list.MayTables() {
		t.Error("a volunteer may")
	}
}
