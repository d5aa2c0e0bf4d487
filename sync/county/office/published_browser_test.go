package office_test

import (
	"testing"

	"yizhan/sync/county/browsertest"
)

// A notice, a trainee's post and a new text of the agreement, written by hand.
func TestPublishInABrowser(t *testing.T) {
	for size := range browsertest.Sizes {
		t.Run(size, func(t *testing.T) {
			d := newDesk(t)
			password := d.open("xian", lushan)
			c := browsertest.Open(t, d.url, size)
			c.SignIn("xian", password)
			c.Press(`nav a[href="/office/notices"]`)
			c.Press(`main a[href="/office/areas/410423000000/notices"]`)
			c.Fill(`input[name=title]`, "热天干活怎么歇")
			c.Fill(`input[name=second]`, "35 度以上少干，40 度停工")
			c.Fill(`textarea[name=text]`, "气温到 35 度，换着歇。\n到 40 度，当天停工，工钱不能因此少给。")
			c.Picture("notice-form")
			c.Press(`main form button.primary`)
			c.Says("发出去了", "热天干活怎么歇", "挂着")

			c.Press(`main a[href="/office/areas/410423000000/trainings?kind=internship"]`)
			c.Fill(`input[name=title]`, "电子厂质检见习")
			c.Fill(`input[name=place]`, "鲁山县产业集聚区")
			c.Fill(`input[name=fee]`, "十块")
			c.Press(`main form button.primary`)
			if !c.Has(`[role=alert]`) || !c.Has(`input[value="电子厂质检见习"]`) {
				t.Error("a fee in words is taken, or the form is empty again")
			}
			c.Picture("training-fault")
			c.Go("/office/areas/410423000000/trainings")
			c.Fill(`input[name=title]`, "养老护理")
			c.Fill(`input[name=place]`, "鲁山县城 汇源街道")
			c.Tap(`input[value=internship]`)
			c.Press(`main form button.primary`)
			c.Says("养老护理", "见习岗", "20 人")
			c.Picture("notices")

			c.Press(`main a[href="/office/agreement/410423000000"]`)
			c.Says("【工钱】", "通用的一版")
			c.Fill(`textarea[name=text]`, "**签了字：**两边都留一份。\n") // before the others
			c.Press(`form[action$="/publish"] button`)
			c.Says("发出去了", "第 1 版")
			c.Picture("agreement")
			c.Press(`form[action$="/withdraw"] button`)
			c.Says("撤下来了", "通用的一版", "收回")
		})
	}
}
