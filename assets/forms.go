package assets

import _ "embed"

//go:embed forms/monthly.json
var monthlyForm []byte

// MonthlyForm is the form of the month as a county begins with it (JSON; see county/report.Form).
// Callers must not change the bytes.
func MonthlyForm() []byte { return monthlyForm }
