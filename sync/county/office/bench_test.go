package office_test

import "flag"

var (
	benchFacts    = flag.Int("facts", 20_000, "how many facts the city of BenchmarkPages has; 2000000 is a year of a whole city")
	benchStations = flag.Int("stations", 12, "how many stations it has; a whole city has 300")
	benchYear     = flag.String("year", "", "folder in which the city is kept from one run to the next")
)
