package wording

import (
	"slices"
	"testing"

	"yizhan/sync/market"
)

// Where a pattern is tried must not change what it finds.
func TestPatternsFindWhatTheirExpressionsFind(t *testing.T) {
	texts := []string{
		"押雅金，交八十块押金领工具，身份证统一放柜子", "男女不限，要女工，35岁以下，本地人优先", "刷单，跑分，赌博，贷款入职",
		"等货款到了发，压半个月，加微信，地点上车再说", "𝟏𝟖𝟎一天 ㊣ 🆔 ❌", "", "a", "ya jin b押j sfz",
	}
	all := slices.Concat(feeClaims, heldClaims, takenClaims, deedClaims, crimeClaims, fraudClaims, lentClaims, agencyClaims, sexClaims, ageClaims, regionClaims, placeClaims, faithClaims,
		healthClaims, marriageClaims, vagueClaims, lateClaims, []claim{contactOnly})
	found := 0
	for _, c := range all {
		for _, text := range texts {
			var want, got []string
			for _, m := range c.said.compiled().re.FindAllString(text, -1) {
				if m != "" {
					want = append(want, m)
				}
			}
			c.said.each(text, func(at, end int) bool {
				got = append(got, text[at:end])
				return true
			})
			if !slices.Equal(got, want) {
				t.Errorf("%q in %q: %q, wanted %q", c.said.compiled().re, text, got, want)
			}
			if len(want) > 0 && !c.said.possible(text) {
				t.Errorf("%q is said to be impossible in %q", c.said.compiled().re, text)
			}
			found += len(got)
		}
	}
	if found < 10 {
		t.Errorf("only %d matches: the texts test nothing", found)
	}
}

// The codes that other rooms know of are those that can be found.
func TestBlockCodes(t *testing.T) {
	var codes []string
	for _, r := range blocks {
		codes = append(codes, r.code)
	}
	if !slices.Equal(codes, market.BlockCodes) {
		t.Errorf("%q, and the market's are %q", codes, market.BlockCodes)
	}
}

func TestClean(t *testing.T) {
	for from, want := range map[string]string{
		"雅金":        "押金",
		"押/金":       "押金",
		"ya金":       "押金",
		"㊣":         "正",
		"🆔":         "身份证",
		"🆕":         "",
		"𝟏𝟖𝟎一天":     "180一天",
		"１８０／天":     "180/天",
		"sfz":       "身份证",
		"收證件":       "收证件",
		"体检，不收费":    "体检，不收费",
		"整件卖":       "整件卖",
		"工夫茶":       "工夫茶",
		"正 证 金 不 假": "正 证 金 不 假",
	} {
		if got := clean(from); got != want {
			t.Errorf("clean(%q) is %q, wanted %q", from, got, want)
		}
	}
}

// A character without its pinyin would let the rest of its word stand for the whole.
func TestEveryHiddenCharacterHasASound(t *testing.T) {
	for _, word := range hidden {
		for _, r := range word {
			if sounds[r].pinyin == "" {
				t.Errorf("%c of %s has no pinyin", r, word)
			}
		}
	}
}
