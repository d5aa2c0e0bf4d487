package slip

import "yizhan/assets"

// TestSheet is a page by which one sees whether a printer at an address is set right: all of its
// width, thin strokes, rare characters, a QR of the size that slips have, figures, boxes. address may be "".
func TestSheet(address string, words assets.Phrases) Sheet {
	t := words.T
	var rows []Row
	if address != "" {
		rows = []Row{{t("testpage.row_at"), address}}
	}
	return Sheet{
		Market: t("testpage.market"), Title: t("testpage.title"), Big: NewFigure("{n}", "0123456789"), Code: "YIZHAN-TEST-PAGE",
		Rows:    append(rows, Row{t("testpage.row_width"), t("testpage.width")}),
		Entries: []Entry{{Head: t("testpage.rare"), Right: "䶮㛃𬭎𠮷", Lines: []string{t("testpage.rare_text")}, Box: true}},
		Foot:    runs(t("testpage.foot")),
	}
}
