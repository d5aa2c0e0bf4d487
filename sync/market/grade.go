package market

import "slices"

// Hardship is a reason why somebody finds it harder than others to be hired, as staff have
// confirmed it (city plan, 任七: 大龄、低收入、残疾等就业困难人员分级服务).
type Hardship string

// The hardships. The first ones weigh alone; see GradeOf.
const (
	NoJobFamily Hardship = "no_job_family" // 零就业家庭
	Disabled    Hardship = "disabled"      // 有残疾证
	LowIncome   Hardship = "low_income"    // 低保、低收入
	PovertyRisk Hardship = "poverty_risk"  // 脱贫监测户
	Older       Hardship = "older"         // 女满 40、男满 50
	LongJobless Hardship = "long_jobless"  // 登记失业一年以上
	Landless    Hardship = "landless"      // 失地
)

// Hardships is the contract's list, in the order of the screen.
var Hardships = []Hardship{NoJobFamily, Disabled, LowIncome, PovertyRisk, Older, LongJobless, Landless}

// heavy are the hardships that make grade A alone.
var heavy = []Hardship{NoJobFamily, Disabled, LowIncome, PovertyRisk}

// Grade is how much help somebody gets: A first. Nobody but staff sees it.
type Grade int

// The grades, from the one with most help. The zero value is that of everybody.
const (
	GradeC Grade = iota
	GradeB
	GradeA
)

// String is "A", "B" or "C".
func (g Grade) String() string { return [...]string{GradeC: "C", GradeB: "B", GradeA: "A"}[g] }

// LongWait is after how many days without work a wait counts as long, and OldAge from which age
// on years count without a word of staff: both sexes are past retirement then.
const (
	LongWait = 14 // days
	OldAge   = 60 // years
)

// Need is what is known of somebody's need for help.
type Need struct {
	Confirmed []Hardship // by staff
	Age       int        // years; 0 not known
	// Idle is how many days ago the person finished work last, or came here first where that never
	// happened.
	Idle int
}

// GradeReason is one thing that a grade follows from. Code is a Hardship, "long_wait" or "old_age".
type GradeReason struct {
	Code  string
	Staff bool // staff said so; else the machine worked it out
	N     int  // days or years, of what the machine worked out
}

// GradeOf gives the grade and everything that it follows from. A heavy hardship makes A, and so
// does any two reasons of which staff confirmed one; one reason makes B. What only the machine
// worked out never makes A: an age typed wrong must not put anybody before people in need.
func GradeOf(n Need) (Grade, []GradeReason) {
	var reasons []GradeReason
	alone, said := false, 0
	for _, h := range Hardships {
		if slices.Contains(n.Confirmed, h) {
			reasons = append(reasons, GradeReason{Code: string(h), Staff: true})
			alone = alone || slices.Contains(heavy, h)
			said++
		}
	}
	if n.Age >= OldAge && !slices.Contains(n.Confirmed, Older) {
		reasons = append(reasons, GradeReason{Code: "old_age", N: n.Age})
	}
	if n.Idle >= LongWait {
		reasons = append(reasons, GradeReason{Code: "long_wait", N: n.Idle})
	}
	switch {
	case alone, said > 0 && len(reasons) > 1:
		return GradeA, reasons
	case len(reasons) > 0:
		return GradeB, reasons
	}
	return GradeC, nil
}
