package market

import (
	"strings"
	"testing"
)

func TestSlipWordsAreCutToFit(t *testing.T) {
	long := strings.Repeat("搬运水泥上六楼", 8)
	tests := []struct {
		name, title, place, host string
		wantTitle, wantPlace     string
	}{
		{"short words stay", "摘葡萄", "村口", "ls.example.cn", "摘葡萄", "村口"},
		{"a long title leaves the place alone", long, "村口", "ls.example.cn", "搬运水泥上六楼搬运水泥上六楼搬运水泥上六", "村口"},
		{"a long place leaves the title alone", "摘葡萄", long, "ls.example.cn", "摘葡萄", "搬运水泥上六楼搬运水泥上六楼搬运水泥上"},
		{"both share", long, long, "ls.example.cn", "搬运水泥上六楼搬运水泥", "搬运水泥上六楼搬运水泥"},
		{"a long host leaves less", long, long, "lushan.linggong.example.com.cn", "搬运水泥上六楼搬", "搬运水泥上六楼搬运"},
		{"four-byte characters stay whole", strings.Repeat("𠮷", 30), "", "ls.example.cn", strings.Repeat("𠮷", 11), ""},
		{"no comma dangles at the cut", "摘葡萄、剪枝、套袋、装筐、过秤、装车啊、管饭", "村口", "ls.example.cn", "摘葡萄、剪枝、套袋、装筐、过秤、装车啊", "村口"},
		{"letters take one byte", strings.Repeat("a", 60), "", "ls.example.cn", strings.Repeat("a", 45), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := grapesFacts()
			f.Posting.Title, f.Posting.Place, f.Public = tt.title, tt.place, "https://"+tt.host
			s := mustSlip(t, f)
			if s.Title != tt.wantTitle || s.Where != tt.wantPlace {
				t.Errorf("got %q, %q", s.Title, s.Where)
			}
			if b, err := s.body(); err != nil || len(b) > slipRoom(f.Public) {
				t.Errorf("body has %d bytes, room is %d, error %v", len(b), slipRoom(f.Public), err)
			}
		})
	}
}

// Every posting that Validate lets through must fit a slip, behind the longest host as well.
func TestLargestPostingFitsSmallestRoom(t *testing.T) {
	f := grapesFacts()
	f.Posting.Headcount, f.Posting.Pay, f.Posting.End = MaxHeadcount, MaxPay, "2027-07-10T11:30"
	f.Posting.Title, f.Posting.Place = strings.Repeat("𠮷", MaxTitle), strings.Repeat("𠮷", MaxPlace)
	f.Place, f.Phone, f.Public = MaxHeadcount, "0375-29788181", "https://"+strings.Repeat("a", MaxPublicHost)
	s := mustSlip(t, f)
	if len([]rune(s.Title)) < 3 {
		t.Errorf("only %q is left of the title", s.Title)
	}
}
