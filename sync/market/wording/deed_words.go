package wording

import (
	"regexp"

	"yizhan/sync/market"
)

// How sure a verb alone is of its trade, and words that go together in one trade only. A trade's own words are
// surer than either (readTrade).
const (
	verbScore     = 24
	occasionScore = 28
)

// saidOf is a way of saying what is done, and the trade that does it.
type saidOf struct {
	said  *regexp.Regexp
	trade market.TradeID
}

// deeds are verbs that name a trade with whatever they are done to, for what no list holds.
var deeds = []saidOf{
	{regexp.MustCompile(`[摘采掰刨拔拾捡割薅](?:[^，\d ]{1,4})`), "harvest"},
	{regexp.MustCompile(`[卸扛搬抬](?:[^，\d ]{1,4})`), "loader"},
	{regexp.MustCompile(`[栽种浇撒播](?:[^，\d ]{1,4})`), "farm"},
	{regexp.MustCompile(`[砌垒](?:[^，\d ]{1,4})`), "mason"},
	{regexp.MustCompile(`焊(?:[^，\d ]{1,3})`), "welder"},
	{regexp.MustCompile(`[喂养](?:[^，\d ]{1,3})`), "livestock"},
	{regexp.MustCompile(`送(?:[^，\d ]{1,3})`), "rider"},
	{regexp.MustCompile(`缝(?:[^，\d ]{1,3})`), "sewing"},
	{regexp.MustCompile(`洗(?:[^，\d ]{1,3})`), "cleaner"},
	{regexp.MustCompile(`炒(?:[^，\d ]{1,3})`), "cook"},
	{regexp.MustCompile(`修(?:[^，\d ]{1,3})`), "appliance"},
	{regexp.MustCompile(`收(?:[^，\d 工]{1,3})`), "harvest"},
	{regexp.MustCompile(`挖(?:[^，\d ]{1,3})`), "general"},
	{regexp.MustCompile(`包(?:[^，\d 工吃住食活]{1,2})`), "packer"},
	{regexp.MustCompile(`看(?:[^，\d ]{1,2})`), "guard"},
	{regexp.MustCompile(`卖(?:[^，\d ]{1,3})`), "sales"},
	{regexp.MustCompile(`装(?:[^，\d 修饰配订作潢]{1,4})`), "loader"},
	{regexp.MustCompile(`[选拣挑](?:[^，\d ]{1,3})`), "packer"},
}

// occasions are what is done to what: 喂 is livestock's, but 给老父亲喂饭 is a carer's.
var occasions = []saidOf{
	{regexp.MustCompile(`(?:老人|老太|老头|老娘|老爹|老父|老母|爹|娘|奶奶|爷爷|病人|公公|婆婆)[^，]{0,8}(?:陪|伺候|照顾|照看|看护|翻身|喂饭|擦身)|(?:伺候|照顾|照看|陪)[^，]{0,4}(?:老人|老娘|老太|爹|奶奶|爷爷|的人)`), "eldercare"},
	{regexp.MustCompile(`(?:妞|娃|宝宝|孩子|小孩|小妮|孙子|孙女|月大|岁半?)[^\d]{0,8}(?:看|带|照看|照顾)|(?:看|带|哄)(?:俩|个|一个)?(?:娃|孩子|宝宝|小孩|孙子)|接送[^，]{0,4}(?:小学生|孩子|娃)`), "baby"},
	{regexp.MustCompile(`(?:工地|食堂|队里)[^，]{0,2}做饭|蒸(?:馒头|包子|馍)|炸油条|烙饼|和面|颠勺|掌勺|做(?:大锅)?饭的|馍铺|包子铺`), "cook"},
	{regexp.MustCompile(`切(?:墩|菜|配)|洗(?:碗|菜|盘)|择菜|配菜|串串|穿串|打荷`), "kitchen"},
	{regexp.MustCompile(`服务生|端(?:盘|菜|酒席|碗)|传菜|上菜|点菜`), "waiter"},
	{regexp.MustCompile(`(?:办|搭|扎)[^，]{0,5}(?:棚|台|喜事|白事|红事|彩门|拱门)|会务|引导员?|签到|礼仪|活动(?:执行|帮忙|布置)|婚车|接亲|扎花车|车队扎花|检票|司仪|布展`), "event"},
	{regexp.MustCompile(`马桶|下水(?:道)?(?:堵|不通)|地漏|化粪池|反味|堵了`), "unblock"},
	{regexp.MustCompile(`起墙|砌墙|垒墙|抹灰|抹墙|贴(?:瓷片|瓷砖|地砖|墙砖|砖)|盖(?:两层|房|楼|瓦房)|打地坪`), "mason"},
	{regexp.MustCompile(`刷[^，\d ]{0,6}(?:漆|墙|涂料|乳胶)|刮(?:腻子|大白)|吊顶|铺地板|贴墙纸|打柜子`), "decor"},
	{regexp.MustCompile(`剪(?:果树|树|枝|草|花|冬青|绿篱)|(?:花圃|花坛|绿篱|草坪|绿化带|冬青|行道树|苗圃)|[栽种](?:柳树|杨树|月季|绿化|冬青|花(?:草|苗)|草皮|行道树|景观树|桂花)`), "green"},
	{regexp.MustCompile(`(?:疏|套|授)[^，\d]{0,2}(?:花|果|袋)|打(?:下来|枣|核桃|板栗)|(?:板栗|核桃|枣|柿子|花椒|红薯|花生|棒子|玉米|辣椒|棉花)[^，]{0,6}(?:拾|捡|摘|扒|掰|削|剥|出|挖|起)|扒(?:花生|红薯|玉米|蒜)|削皮|剥(?:玉米|花生|蒜)|出红薯|起蒜|起土豆`), "harvest"},
	{regexp.MustCompile(`拾鸡?蛋|捡鸡?蛋|放[羊牛鹅鸭]|养蚕|添桑|挤奶|清粪|出粪|赶羊|剪羊毛|喂(?:猪|牛|鸡|鸭|羊|鱼|兔)`), "livestock"},
	{regexp.MustCompile(`打药|喷药|施肥|追肥|间苗|锄(?:草|地)|铺膜|盖膜|搭架|扎篱笆|拉网|引蔓`), "farm"},
	{regexp.MustCompile(`飞手|无人机|旋耕|收割机|拖拉机|犁地|旋地|播种机|农机`), "agri_machine"},
	{regexp.MustCompile(`码(?:垛|板|砖|袋|货)|扛包|上楼[^，]{0,3}(?:料|沙|水泥)|装(?:车|货|袋)|卸(?:车|货)|搬(?:砖|货|料)|倒垛|抬(?:料|机)`), "loader"},
	{regexp.MustCompile(`搬家|搬迁|(?:搬|抬)(?:钢琴|家具|冰箱|沙发)`), "mover"},
	{regexp.MustCompile(`盘点|盘库|点库`), "warehouse"},
	{regexp.MustCompile(`(?:插|粘|串|糊|穿|折|绣|钩|编|贴)(?:花|珠|纸|袋|盒|箱|片|鞋|娃娃|标|灯笼)|发(?:饰|夹)|档发|绢花|手工活|剪线头`), "packer"},
	{regexp.MustCompile(`打螺丝|上料|看机器|流水线|插件|组装|质检|压(?:铸|模)|注塑|冲床|挡车|假发厂`), "factory"},
	{regexp.MustCompile(`(?:拉|清|运|扫)(?:渣土|建筑垃圾|垃圾|马路|街)|除雪|铲雪|扫雪`), "road"},
	{regexp.MustCompile(`(?:擦|洗)(?:玻璃|油烟机|地毯|窗)|开荒|打扫|拖地|保洁`), "cleaner"},
	{regexp.MustCompile(`站岗|值(?:夜|班)|看(?:门|场|工地|库|大门|果园|卡口|瓜|鱼塘)|巡(?:逻|夜)|护林|防火`), "guard"},
	{regexp.MustCompile(`发(?:传单|单子|海报|矿泉水)|试吃|吆喝|地推`), "promo"},
	{regexp.MustCompile(`跟(?:车|货车)|押车`), "driver_help"},
	{regexp.MustCompile(`挖(?:沟|坑|土|渠|树坑)|修(?:渠|路|桥|水沟)|清(?:淤|渠)|拆(?:墙|房|棚|旧)|和灰|打杂|杂活|小工`), "general"},
}
