package intake

import (
	"regexp"
	"slices"
	"strings"

	"yizhan/sync/market"
)

// field is what a column says, by its name in the command contract; text is a sentence with all of it.
type field string

// called are the names of columns, as people and other programs write them. Of several that a heading
// holds the longest counts: 联系电话 is a phone and no contact.
var called = map[field][]string{
	"name":       {"雇主", "用工单位", "用人单位", "单位名称", "单位", "公司名称", "公司", "企业名称", "企业", "老板", "招工单位", "招聘单位", "用工主体", "雇主姓名", "用工方", "店名", "AAB004"},
	"kind":       {"单位类型", "雇主类型", "雇主类别", "单位性质"},
	"uscc":       {"统一社会信用代码", "信用代码", "社会信用代码"},
	"licence":    {"许可证号", "许可证", "人力资源服务许可证"},
	"contact":    {"联系人", "联系人姓名", "负责人", "招工人"},
	"phone":      {"电话", "手机", "联系电话", "联系方式", "手机号", "手机号码", "电话号码", "AAE005"},
	"trade":      {"工种", "岗位", "职位", "岗位名称", "招聘岗位", "工种名称", "用工工种", "ACB213"},
	"title":      {"标题", "工作内容", "干什么活", "干啥活", "活", "内容", "岗位描述", "工作"},
	"headcount":  {"人数", "需求人数", "招聘人数", "用工人数", "需要人数", "几个人", "招几人", "数量"},
	"pay":        {"工钱", "工资", "薪资", "报酬", "待遇", "工价", "单价", "薪酬", "日薪", "日工资", "月薪", "月工资", "时薪", "小时工资", "ACB21H"},
	"unit":       {"计薪单位", "计薪方式", "计酬方式", "按啥算", "按什么算", "工资单位", "结算单位"},
	"settlement": {"结算", "结算方式", "啥时候结", "发薪方式", "结算周期", "发薪"},
	"area":       {"地区代码", "地点", "地区", "乡镇", "工作地点", "用工地点", "所在地", "区域", "所在乡镇", "村", "工作地", "ACB215"},
	"place":      {"详细地址", "地址", "具体地点", "具体地址", "详细地点"},
	"start":      {"开始", "开工", "开工时间", "开始时间", "日期", "用工时间", "上班时间", "用工日期", "开始日期", "开工日期", "时间"},
	"end":        {"结束", "结束时间", "完工时间", "截止时间", "结束日期", "到什么时候"},
	"meals":      {"管饭", "包吃", "吃饭", "是否管饭", "是否包吃", "管不管饭"},
	"lodging":    {"管住", "包住", "住宿", "是否包住", "是否管住", "管不管住"},
	"transport":  {"接送", "班车", "是否接送", "有没有车接"},
	"notes":      {"备注", "说明", "要求", "其他", "其它", "用工要求"},
	"text":       {"一句话", "原话", "招工信息", "用工信息", "信息", "消息"},
}

// unitsCalled are headings that say with the pay what it is for.
var unitsCalled = map[string]market.PayUnit{
	"日薪": "day", "日工资": "day", "月薪": "month", "月工资": "month", "时薪": "hour", "小时工资": "hour",
}

// columns are where each field stands in a row; -1 where no column says it.
type columns struct {
	at   map[field]int
	unit market.PayUnit // said by the heading of the pay
}

// decoration stands around the name of a column: 3、*联系电话（必填）：
var decoration = regexp.MustCompile(`[（(【\[].*?[）)】\]]|^[0-9]+[、.．]|[\s*＊:：_\-"“”]`)

// columnsOf finds out what the cells of a heading name.
func columnsOf(head []string) columns {
	c := columns{at: map[field]int{}}
	exact := map[field]bool{}
	for i, cell := range head {
		name := decoration.ReplaceAllString(cell, "")
		f, whole := fieldOf(name)
		if f == "" {
			continue
		}
		if _, taken := c.at[f]; taken && (exact[f] || !whole) {
			continue
		}
		c.at[f], exact[f] = i, whole
		if f == "pay" {
			c.unit = unitsCalled[name]
		}
	}
	return c
}

// fieldOf finds the field that a heading names; whole says that it names nothing else.
func fieldOf(name string) (best field, whole bool) {
	most := 0
	for f, list := range called {
		for _, w := range list {
			switch {
			case w == name:
				return f, true
			case len(w) >= len("两字") && strings.Contains(name, w) && (len(w) > most || len(w) == most && f < best):
				best, most = f, len(w)
			}
		}
	}
	return best, false
}

// enough says whether a line is a heading: it names a phone and what is to be done.
func (c *columns) enough() bool {
	has := func(f field) bool { _, ok := c.at[f]; return ok }
	return has("text") || has("phone") && slices.ContainsFunc([]field{"trade", "title"}, has)
}
