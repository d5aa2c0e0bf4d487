package market

// BlockCodes are the codes of what keeps a posting from being published because of its words
// (screening_rules.json: block; domain/screening-meaning.md). The county may withhold a posting for
// one of them; a newer county may know more.
var BlockCodes = []string{"worker_fee", "id_hold", "illegal", "agency_no_licence", "under16"}
