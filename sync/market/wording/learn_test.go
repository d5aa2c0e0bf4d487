package wording

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yizhan/assets"
)

// lesson is a text with what is right to find in it. Of a code in may neither is wrong, so nothing is learnt.
type lesson struct {
	file   string
	Text   string   `json:"text"`
	Blocks []string `json:"blocks"`
	Warns  []string `json:"warns"`
	May    []string `json:"may"`
	traits []uint64
}

// has tells whether a code is right, and whether anything is to be learnt of it.
func (l *lesson) has(code string) (right, said bool) {
	right = slices.Contains(l.Blocks, code) || slices.Contains(l.Warns, code)
	return right, !slices.Contains(l.May, code)
}

// taught are the codes that the voice speaks of. pay_low is a sum, and no question of words.
var taught = []string{
	"worker_fee", "id_hold", "illegal", "agency_no_licence", "under16",
	"sex", "age", "region", "ethnic_religion", "health", "marriage", "contact_risky", "vague_place", "pay_vague", "settle_late",
}

// blockCodes of those are blocks, the first ones.
const blockCodes = 5

// caseFiles are all files of cases, by their names.
func caseFiles(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/screen_*.jsonl")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return names
}

func linesOf(t testing.TB, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		out = append(out, sc.Text())
	}
	if len(out) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return out
}

// lessons are the cases of all files, and the clauses of lessons.tsv, each alone and with honest work before
// and behind it. A clause has one code; "-" stands before one that nothing keeps from being published, "=" before
// one that nothing is to be asked about either. What a clause leaves open it teaches nothing of.
func lessons(t testing.TB) []*lesson {
	t.Helper()
	wishes := taught[blockCodes:]
	var out []*lesson
	for _, name := range caseFiles(t) {
		out = append(out, casesOf(t, name)...)
	}
	for i, line := range linesOf(t, "testdata/lessons.tsv") {
		code, text, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("lessons.tsv:%d: %q has no tab", i+1, line)
		}
		for _, whole := range []string{text, text + "，" + endFor(code, 7*i), endFor(code, 11*i+5) + "，" + text} {
			l := &lesson{file: "lessons", Text: whole, May: wishes}
			switch {
			case code == "-":
			case code == "=":
				l.May = []string{"pay_vague", "settle_late"}
			case code == "illegal":
				l.Blocks, l.May = []string{code}, append([]string{"worker_fee", "id_hold"}, wishes...)
			case code == "worker_fee":
				l.Blocks, l.May = []string{code}, append([]string{"agency_no_licence"}, wishes...)
			case slices.Contains(wishes, code):
				l.Warns, l.May = []string{code}, []string{"pay_vague", "settle_late"}
			case slices.Contains(taught, code):
				l.Blocks = []string{code}
			default:
				t.Fatalf("lessons.tsv:%d: no code %q", i+1, code)
			}
			out = append(out, l)
		}
	}
	// What work is called says nothing of whom it is for or what it costs.
	for i, trade := range assets.Trades().All() {
		for k, word := range slices.Concat([]string{trade.Short}, trade.Aliases, trade.Said) {
			out = append(out, &lesson{file: "lessons", Text: word})
			if k%3 == i%3 {
				out = append(out, &lesson{file: "lessons", Text: word + "，" + honest[(3*i+k)%len(honest)]})
			}
		}
	}
	for _, l := range out {
		l.traits = traitIDs(newSpeech(l.Text).tight)
	}
	return out
}

func casesOf(t testing.TB, name string) []*lesson {
	t.Helper()
	var out []*lesson
	for i, line := range linesOf(t, name) {
		l := &lesson{file: strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "screen_"), ".jsonl")}
		if err := json.Unmarshal([]byte(line), l); err != nil {
			t.Fatalf("%s:%d: %v", name, i+1, err)
		}
		out = append(out, l)
	}
	return out
}

func traitIDs(tight string) []uint64 {
	var ids []uint64
	for _, tr := range traitsOf(tight) {
		ids = append(ids, tr.id)
	}
	return ids
}

// honest are ends of postings that say nothing wrong.
var honest = []string{
	"搬运200一天，日结", "卸水泥260一天，收工给钱", "摘花椒一斤1块5，当天结", "打螺丝22一小时，周结", "保洁24一小时，周结", "抹灰290一天，半月结",
	"刷碗170一天，日结", "种蒜180一天8小时，日结", "装车230，当天现结", "流水线23一小时，十天一结", "保安3800一月，月底发", "贴瓷砖320一天，完工结",
	"缝纫计件，周结", "看大门2600每月，每月10号发", "帮厨175一天，日结", "拔草180一天，干完就给", "送货300一天，日结", "包装22块5一小时，半月结",
	"砌墙300一天，十天一结", "服务员21一小时，周结", "掰玉米190一天，晚上就给", "绑钢筋310一天，一周一结",
}

// endFor is an honest end of a posting that leaves open what a clause with a code is about.
func endFor(code string, i int) string {
	end := honest[i%len(honest)]
	work, _, _ := strings.Cut(end, "，")
	switch code {
	case "settle_late":
		return work
	case "pay_vague":
		return strings.TrimRight(work, "0123456789一天小时每月块斤") + "，日结"
	}
	return end
}

// lessonsSum names everything that was taught.
func lessonsSum(t testing.TB) string {
	h := sha256.New()
	for _, name := range append(caseFiles(t), "testdata/lessons.tsv") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// How the weights are found: logistic regression by gradient steps that grow smaller for each weight (AdaGrad).
const (
	rounds     = 20
	firstStep  = 0.3
	shrink     = 1e-3 // keeps a weight small that little speaks for
	missedCost = 2    // of a wrong silence, in wrong words
)

// fewest lessons have a trait that is worth a weight.
const fewest = 2

// placed gives the traits of lessons their places.
func placed(of []*lesson) map[uint64]int {
	count := map[uint64]int{}
	places := map[uint64]int{}
	for _, l := range of {
		for _, id := range l.traits {
			if count[id]++; count[id] == fewest {
				places[id] = len(places)
			}
		}
	}
	return places
}

// learn gives the weight of each place for a code, and the bias.
func learn(of []*lesson, places map[uint64]int, code string) (weights []float64, bias float64) {
	type example struct {
		rows  []int
		right bool
	}
	var all []example
	for _, l := range of {
		right, said := l.has(code)
		if !said && !right {
			continue
		}
		var rows []int
		for _, id := range l.traits {
			if at, ok := places[id]; ok {
				rows = append(rows, at)
			}
		}
		all = append(all, example{rows, right})
	}
	weights = make([]float64, len(places))
	steps, biasSteps := make([]float64, len(places)), 0.0
	for round := range rounds {
		for k := range all {
			x := all[(k*7919+round*31)%len(all)]
			sum, size := 0.0, math.Sqrt(float64(len(x.rows)+1))
			for _, r := range x.rows {
				sum += weights[r]
			}
			wrong := 1 / (1 + math.Exp(-(sum/size + bias)))
			if x.right {
				wrong = missedCost * (wrong - 1)
			}
			if math.Abs(wrong) < 1e-4 {
				continue
			}
			for _, r := range x.rows {
				g := wrong/size + shrink*weights[r]
				steps[r] += g * g
				weights[r] -= firstStep * g / math.Sqrt(steps[r]+1e-6)
			}
			biasSteps += wrong * wrong
			bias -= firstStep * wrong / math.Sqrt(biasSteps+1e-6)
		}
	}
	return weights, bias
}

// lightest is the share of the heaviest weight below which one is left out of the file.
const lightest = 0.05

// taughtBy makes the file of the voice of some lessons.
func taughtBy(of []*lesson, sum string) []byte {
	places := placed(of)
	head := voiceHead{Lessons: sum, Codes: taught}
	bytes := make([][]int8, len(taught))
	for i, code := range taught {
		weights, bias := learn(of, places, code)
		most := 0.0
		for _, w := range weights {
			most = max(most, math.Abs(w))
		}
		head.Units, head.Bias = append(head.Units, most/127), append(head.Bias, math.Round(bias*1e4)/1e4)
		bytes[i] = make([]int8, len(weights))
		for at, w := range weights {
			if most > 0 && math.Abs(w) >= lightest*most {
				bytes[i][at] = int8(math.Round(w / most * 127))
			}
		}
	}
	var ids []uint64
	for id, at := range places {
		if slices.ContainsFunc(bytes, func(w []int8) bool { return w[at] != 0 }) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	head.Traits = len(ids)
	out, _ := json.Marshal(head)
	out = append(out, '\n')
	for _, id := range ids {
		out = binary.BigEndian.AppendUint64(out, id)
	}
	for _, id := range ids {
		for i := range taught {
			out = append(out, byte(bytes[i][places[id]]))
		}
	}
	return out
}
