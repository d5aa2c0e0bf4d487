package assets

import "yizhan/sync/market"

// usualClauses are the keys of the clauses that stand where the county published no wording of its own.
var usualClauses = []string{"work", "when", "where", "pay", "extras", "safety", "insurance", "free", "quarrel"}

// UsualAgreement is the text that worker and employer sign where the county published none.
func UsualAgreement() market.Agreement {
	a := market.Agreement{Lead: Chinese.T("agreement.lead")}
	for _, c := range usualClauses {
		a.Clauses = append(a.Clauses, Chinese.T("agreement."+c))
	}
	return a
}
