package market

import "strings"

// The two words of the uniform names (市零工市场建设方案 2022, 任务二). They are part of an official
// name, not of a screen's text, and stay the same in every language.
const (
	marketWord  = "零工市场"
	stationWord = "零工驿站"
)

// MarketName is the official name of the market that serves an area: 平顶山市零工市场,
// 平顶山市〈县〉零工市场, 平顶山市〈县〉〈乡镇〉零工市场, and for a village 〈乡镇〉〈村〉零工驿站. A market's own
// name, where it has one, stands instead. An unknown area without an own name gives "".
func MarketName(areas *Areas, code AreaCode, own string) string {
	if own = cleanLine(own); own != "" {
		return own
	}
	area, ok := areas.Get(code)
	if !ok {
		return ""
	}
	switch area.Level {
	case LevelVillage:
		return areas.Place(code) + stationWord
	case LevelTownship:
		county, _ := areas.County(code)
		return countyWithCity(areas.City(), county) + area.Name + marketWord
	case LevelCounty:
		return countyWithCity(areas.City(), area) + marketWord
	}
	return area.Name + marketWord
}

// countyWithCity puts the city before the county, except where the county's own name already
// begins with it: 平顶山市城乡一体化示范区, 平顶山高新技术产业开发区.
func countyWithCity(city, county Area) string {
	if strings.HasPrefix(county.Name, city.Name) || strings.HasPrefix(county.Name, city.Short) {
		return county.Name
	}
	return city.Name + county.Name
}
