package flow

// DeviceFault is a device that wants somebody.
type DeviceFault struct {
	Device string // "printer", "office", "reader", "scanner"
	Code   string // of device.Prober: "printer_out", "device_gone"
}

// StaffLinkWord is the chip of the staff's header: a device that wants somebody comes before the link.
// Of several it names the first and says how many.
func (a *App) StaffLinkWord() LinkWord {
	faults := a.Config.Back.Devices()
	if len(faults) == 0 {
		return a.LinkWord()
	}
	word := a.deviceWord(faults[0])
	if n := len(faults); n > 1 {
		word = a.Words.T("device.and_more", "word", word, "n", n)
	}
	return LinkWord{DeviceOut, word}
}

// deviceWord is one fault: 打印机没连上.
func (a *App) deviceWord(f DeviceFault) string {
	return a.Words.T("device."+f.Code, "device", a.Words.T("device.name_"+f.Device))
}

// ShowStaffLink opens what is behind the chip of the staff's header: each device that wants somebody
// and what to do, or the story of the link.
func (a *App) ShowStaffLink() {
	if m, ok := a.Current().(*Message); ok && m.under != nil {
		return
	}
	faults := a.Config.Back.Devices()
	if len(faults) == 0 {
		a.ShowLink()
		return
	}
	var wrong []Line
	for _, f := range faults {
		wrong = append(wrong, Line{"alert", a.Words.T("device.line", "word", a.deviceWord(f), "do", a.Words.T("device.do_"+f.Code))})
	}
	a.sheet(&Message{
		name: "devices", Icon: "printer-alert", Mood: Warn, Title: a.Words.T("device.title"), Text: a.Words.T("device.text"),
		Columns: []Column{{Lines: wrong}}, Ways: []Way{a.understood()},
	})
}
