package flow

import (
	"testing"
	"time"
)

func TestLinkWords(t *testing.T) {
	h := newHall(t)
	for _, c := range []struct {
		state SyncState
		want  LinkWord
	}{
		{SyncState{Online: true, LastGood: h.now}, LinkWord{AllSent, "已同步"}},
		{SyncState{Online: true, Unsent: 3, LastGood: h.now}, LinkWord{SomeWait, "3条待上传"}},
		{SyncState{}, LinkWord{NoLink, "离线"}},
		{SyncState{LastGood: h.now.Add(-5 * time.Minute)}, LinkWord{NoLink, "离线"}},
		{SyncState{LastGood: h.now.Add(-5 * time.Hour), Unsent: 2}, LinkWord{NoLink, "离线5小时·2条待上传"}},
		{SyncState{LastGood: h.now.AddDate(0, 0, -2), Unsent: 12}, LinkWord{NoLink, "离线2天·12条待上传"}},
	} {
		h.state = c.state
		check(t, c.want.Word, h.app.LinkWord(), c.want)
	}
}

func TestLinkTellsItsStory(t *testing.T) {
	h := newHall(t)
	h.state = SyncState{LastGood: h.now.AddDate(0, 0, -2), Unsent: 12}
	h.app.ShowLink()
	m := h.message("link")
	check(t, "figure", m.Aside.Figure, "12")
	check(t, "last time", m.Aside.Note, "上次同步 7月12日 06:42")
	check(t, "mood", m.Mood, Warn)
	h.app.ShowLink()
	if len(h.app.stack) != 2 {
		t.Error("a second touch opens a second sheet")
	}
	h.way(m, "way.understood")
	on[*Home](h)
}
