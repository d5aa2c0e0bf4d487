package lexicon

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

// small is a lexicon of a few words.
func small(t testing.TB) *Lexicon {
	t.Helper()
	var f Follows
	f[Start][Noun], f[Noun][End] = 3, -2
	b := NewBuilder(f)
	index := map[string]int{}
	for _, e := range []Entry{
		{"西安", []string{"xi", "an"}, City, 20},
		{"先", []string{"xian"}, Adverb, 40},
		{"县", []string{"xian"}, Noun, 30},
		{"鲁山县", []string{"lu", "shan", "xian"}, County, 10},
		{"鲁山县", []string{"lu", "shan", "xian"}, County, 12}, // stands there already
		{"𠮷", []string{"ji"}, Character, 210},
		{"绿", []string{"lv"}, Adjective, 50},
	} {
		i, err := b.Add(e)
		if err != nil {
			t.Fatal(err)
		}
		index[e.Text] = i
	}
	b.Pair(index["鲁山县"], index["先"], 7)
	b.Pair(index["鲁山县"], index["先"], 5)
	b.Pair(-1, index["县"], 9)
	l, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// look finds the words of a reading.
func look(t testing.TB, l *Lexicon, reading ...string) []Word {
	t.Helper()
	n := Root
	for _, s := range reading {
		id, ok := l.Find(s)
		if !ok {
			t.Fatalf("no syllable %s", s)
		}
		from, to := l.Children(n, id, id+1)
		if from == to {
			return nil
		}
		n = from
	}
	var words []Word
	from, to := l.Words(n)
	for w := from; w < to; w++ {
		words = append(words, w)
	}
	return words
}

func checkSmall(t *testing.T, l *Lexicon) {
	t.Helper()
	if got := l.Syllables(); !slices.Equal(got, []string{"an", "ji", "lu", "lv", "shan", "xi", "xian"}) {
		t.Errorf("syllables %v", got)
	}
	if from, to := l.Span("x"); l.Spelling(from) != "xi" || to-from != 2 {
		t.Errorf("x begins %d to %d", from, to)
	}
	xian := look(t, l, "xian")
	if len(xian) != 2 || l.Text(xian[0]) != "县" || l.Class(xian[0]) != Noun || l.Cost(xian[1]) != 40 {
		t.Errorf("xian: %v", xian)
	}
	lushanxian := look(t, l, "lu", "shan", "xian")
	if len(lushanxian) != 1 || l.Cost(lushanxian[0]) != 10 {
		t.Fatalf("lushanxian: %v", lushanxian)
	}
	if cost, ok := l.After(lushanxian[0]).Cost(xian[1]); !ok || cost != 5 {
		t.Errorf("先 after 鲁山县 costs %d, %v", cost, ok)
	}
	if cost, ok := l.After(None).Cost(xian[0]); !ok || cost != 9 || !l.After(xian[0]).Empty() {
		t.Errorf("县 at the beginning costs %d, %v", cost, ok)
	}
	if l.CostClass(Start, Noun) != 3 || l.CostEnd(Noun) != -2 {
		t.Error("classes have other costs")
	}
	if w := look(t, l, "ji"); len(w) != 1 || l.Text(w[0]) != "𠮷" || look(t, l, "lu", "lv") != nil {
		t.Errorf("ji: %v", w)
	}
}

func TestLexicon(t *testing.T) {
	l := small(t)
	checkSmall(t, l)
	var image bytes.Buffer
	if err := l.Write(&image); err != nil {
		t.Fatal(err)
	}
	again, err := Read(image.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	checkSmall(t, again)
}

func TestBuilderRefuses(t *testing.T) {
	b := NewBuilder(Follows{})
	for _, e := range []Entry{{Text: "", Reading: nil}, {Text: "县", Reading: nil}, {Text: "县", Reading: []string{"xi", "an"}}} {
		if _, err := b.Add(e); err == nil {
			t.Errorf("%q read %v is taken", e.Text, e.Reading)
		}
	}
}

// A damaged image is refused and nothing falls over.
func FuzzRead(f *testing.F) {
	var image bytes.Buffer
	if err := small(f).Write(&image); err != nil {
		f.Fatal(err)
	}
	f.Add(image.Bytes())
	f.Add([]byte{})
	f.Add(image.Bytes()[:20])
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Read(data)
		if err != nil {
			if !errors.Is(err, ErrImage) {
				t.Errorf("refused with %v", err)
			}
			return
		}
		for w := range l.Len() {
			l.Text(Word(w))
		}
	})
}

// Every column of an image is checked, not only the frame around it.
func TestReadRefusesDamage(t *testing.T) {
	plain := unpacked(t, small(t))
	refused := 0
	for i := range plain {
		damaged := slices.Clone(plain)
		damaged[i] ^= 0x55
		if l, err := Read(packed(t, damaged)); err != nil {
			refused++
			if !errors.Is(err, ErrImage) {
				t.Errorf("byte %d: %v", i, err)
			}
		} else {
			for w := range l.Len() {
				l.Text(Word(w))
			}
		}
	}
	if refused == 0 {
		t.Error("no damage is refused")
	}
	if _, err := Read(packed(t, append(slices.Clone(plain), 0))); !errors.Is(err, ErrImage) {
		t.Errorf("a byte too many: %v", err)
	}
}
