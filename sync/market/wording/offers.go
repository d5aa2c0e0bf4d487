package wording

import "regexp"

// offer is something besides the pay: said, denied or not spoken of.
type offer struct{ yes, no *regexp.Regexp }

var (
	meals = offer{
		regexp.MustCompile(`[管包供有含带](?:一|两|三|1|2|3|中午|午|晌午|早|晚|早晚|中)?(?:顿|餐)?(?:午|晚|早|中)?(?:饭|餐|吃|伙食|食宿|三餐|一日三餐|盒饭|工作餐)|[管包](?:吃|伙)|吃住[全都]?[管包免]|吃饭(?:免费|不要钱|不花钱|管|全包)|饭[管包]|工作餐|(?:晌午|中午|午)饭?[管包]|[管包](?:中午|晌午|午|早|晚)|免费(?:吃|午餐|三餐|工作餐|吃住|食宿)|管(?:一|两|三|1|2|3)顿|吃喝(?:全)?[管包]|包食|食宿(?:全包|免费|都管)`),
		regexp.MustCompile(`(?:不|没有?|无)(?:[管包供]|提供)(?:吃|饭|餐|伙食|吃住|食宿)|吃住自理|吃饭自理|自理食宿|自己带饭|饭自理|自带饭|自带干粮|伙食自理|吃饭自己|午饭自理|(?:不|没)管(?:中午|晌午)?饭|饭自己|食宿自理|吃的自理|自己解决吃`),
	}
	lodging = offer{
		regexp.MustCompile(`[管包供有带含提](?:供)?(?:吃)?(?:住|宿|吃住|食宿|住宿)|住宿(?:免费|不要钱|全包|安排|提供)|有(?:宿舍|住处|住的地方)|安排(?:住|宿舍)|免费(?:住|宿舍|吃住|食宿)|食宿(?:全包|免费|都管)|住(?:的地方)?(?:有|管|免费)|住家`),
		regexp.MustCompile(`(?:不|没有?|无)(?:[管包供]|提供)?(?:吃)?(?:住|宿|食宿)|住自理|吃住自理|食宿自理|住宿自理|自己(?:找|解决)(?:住|住宿|吃住)|住自己|没地方住`),
	}
	transport = offer{
		regexp.MustCompile(`[管包有派免](?:费)?(?:班)?(?:车|接送|接|来回)(?:接|送|接送|拉|来回|接人|去接|去拉|去)?|车接|接送|班车|专车|大巴|来回拉|车来拉|车去拉|来车接|通勤车|面包车接|开车接|去接|有车[拉接送]`),
		regexp.MustCompile(`(?:不|没有?|无)(?:[管包供派])?(?:车)?(?:接送|接|班车|车接)|自己(?:来|去|到|开车|骑车)|自行前往|路费自理|车费自理|不接送`),
	}
)

// read gives whether an offer is made; nil when nothing is said.
func (o offer) read(s string) *bool {
	no, yes := o.no.FindStringIndex(s), o.yes.FindAllStringIndex(s, -1)
	for _, y := range yes {
		if no == nil || y[1] <= no[0] || y[0] >= no[1] {
			if !notSettled.MatchString(s[:y[0]]) {
				t := true
				return &t
			}
		}
	}
	if no != nil {
		f := false
		return &f
	}
	return nil
}
