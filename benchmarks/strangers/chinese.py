"""How a Chinese community of many small circles talks: short notes, tags everywhere."""

from __future__ import annotations

import numpy as np

from strangers.tongue import Said, Tongue, Wave

__all__ = ["Chinese"]

# 大类 | 圈子 | 东西 | 词
_THEMES = """
身材|梨形|梨形阔腿裤 高腰伞裙 显瘦A字裙|胯宽 大腿 遮肉 腰线 垂感 收胯
身材|苹果型|苹果型连衣裙 遮肚衬衫 宽松风衣|肚子 手臂 V领 直筒 圆肩 显腰
身材|小个子|小个子西装 八分牛仔裤 短款羽绒服|比例 增高 腿长 裤脚 袖长 一五五
身材|高个子|加长牛仔裤 长袖针织衫 高个子大衣|裤长 露脚踝 一七五 骨架 袖口 加长
身材|大码通勤|大码西装 大码衬衫裙 大码半身裙|版型 肩宽 不勒 通勤 上班 垫肩
身材|孕期|孕妇托腹裤 哺乳连衣裙 孕期泳衣|孕肚 哺乳 产检 胎动 托腹 月子
民族|汉服|宋制褙子 明制马面裙 汉服披风|形制 织金 妆花 发包 团领 褶子
民族|旗袍|改良旗袍 香云纱旗袍 旗袍开衫|盘扣 滚边 开衩 立领 真丝 温婉
民族|苗绣|苗绣斜挎包 苗绣外套 银饰项圈|刺绣 银饰 非遗 蜡染 手工 纹样
二次元|洛丽塔|洛丽塔裙撑 茶会小物 洛丽塔平底鞋|裙撑 柄图 茶会 蕾丝 定金 尾款
二次元|制服|水手服冬款 格裙定制 制服皮鞋|领结 格裙 关西襟 小物 百褶 乐福
二次元|谷子|吧唧收纳包 痛包内衬 立牌防尘盒|吃谷 吧唧 立牌 痛包 角色 应援
户外|徒步|女款宽楦徒步鞋 轻量冲锋衣 防晒速干衣|海拔 营地 背负 登山杖 垭口 轻装
户外|骑行|女士骑行裤 骑行眼镜 公路车小尺寸|踏频 码表 爬坡 锁鞋 骑行服 破风
户外|钓鱼|女士路亚竿 防晒钓鱼服 折叠钓箱|路亚 打窝 浮漂 饵料 翘嘴 空军
户外|露营|小户型天幕 复古煤油灯 折叠推车|天幕 炊具 营灯 地垫 木炭 拍照
家居|租房改造|免打孔窗帘杆 可移动洗衣架 墙面贴纸|房东 出租屋 软装 墙纸 收纳 改造
家居|收纳|抽屉分隔盒 真空压缩袋 缝隙柜|断舍离 分区 标签 抽屉 置物 整理
家居|多肉|多肉深盆 颗粒土 补光灯|徒长 砍头 爆盆 浇水 叶插 缀化
家居|水族|小型过滤器 水草灯 沉木造景|硝化 水草 造景 溶氧 换水 鱼缸
手作|钩织|钩织毛线球 可替换钩针 玩偶眼睛|短针 长针 起针 线材 玩偶 图解
手作|陶艺|小型拉坯机 陶艺修坯刀 釉下彩颜料|拉坯 上釉 素烧 泥料 修坯 开窑
手作|皮具|手缝皮革线 菱斩套装 植鞣革边角料|植鞣 封边 手缝 打斩 染色 油蜡
手作|手账|手账活页本 和纸胶带 钢笔墨水|胶带 拼贴 排版 印章 活页 素材
美妆|油皮|油皮粉底液 控油散粉 清爽防晒|出油 脱妆 毛孔 定妆 闷痘 哑光
美妆|敏感肌|敏感肌面霜 修护精华 无香防晒|泛红 刺痛 屏障 成分 修护 换季
美妆|黄黑皮|黄黑皮口红 不泛灰腮红 暖调眼影|显白 泛灰 暖调 色号 试色 土色
健身|力量|女士举重腰带 深蹲鞋 健身手套|深蹲 硬拉 卧推 组间 增肌 蛋白
健身|瑜伽|大码瑜伽裤 防滑瑜伽垫 瑜伽砖|体式 呼吸 开肩 倒立 拉伸 冥想
健身|跑步|高强度运动内衣 跑步腰包 夜跑反光衣|配速 心率 半马 步频 拉练 膝盖
乐器|古筝|古筝指甲胶布 便携古筝架 调音器|指法 摇指 琴弦 曲谱 考级 义甲
乐器|尤克里里|尤克里里背带 碳素琴弦 静音垫|和弦 弹唱 扫弦 指弹 调弦 小白
"""
_FRAMES = (
    "最近沉迷{w}，{t}真的绝了，{x}也要注意",
    "新手别踩坑：{w}比{x}重要",
    "{t}用了一个月，{w}还行，{x}一般",
    "终于搞定{w}了，开心",
    "今天只聊{w}和{x}",
    "谁懂啊，{w}做好了{x}就跟上了",
    "分享一下我的{t}，重点看{w}",
    "{w}日常，{x}还在学",
)
_CHAT = (
    "{w}好看",
    "学到了",
    "我也是{w}星人",
    "码住慢慢看",
    "哈哈哈{x}太真实",
    "姐妹说得对",
    "{w}这个点我懂",
    "羡慕了",
    "周末试试{w}",
    "写得真好",
    "同感",
    "一直搞不懂{x}",
)
_ASKS = (
    "求链接 {t}",
    "{t}哪里买的呀",
    "有没有{t}推荐，找了好久",
    "求同款{t}",
    "{t}有大码吗",
    "蹲一个{t}的店",
)
_QUERIES = ("{t}", "{t}推荐", "{t} 哪里买", "好穿的{t}", "{t}测评", "平价{t}")
_TEMPLATES = (
    "{slot}想穿得亮一点，今年不想再灰扑扑地站在角落里了",
    "把{slot}过成自己喜欢的样子，一束花一杯茶一件新衣裳",
    "{slot}回家，我要做亲戚眼里那个闪闪发光的小姨",
    "给{slot}的自己写一封信：你已经很努力了，穿软一点走慢一点",
    "{slot}的第一口春天，是薄荷绿的裙子和河边的风",
    "不精致但快乐的{slot}，头发乱乱的也要拍照留念",
    "{slot}松弛感练习：不熨衣服不赶路不回消息",
    "{slot}限定勇敢：穿上买了一直没敢穿的那一件出门买菜",
    "和妈妈交换衣柜的{slot}，她的旧毛衣我穿刚刚好",
    "{slot}一个人的仪式感，红毛衣热汤面和一盏小灯",
    "今年{slot}不要省着穿，好看的衣服不是留给别人看的",
    "{slot}晒晒我的破烂宝贝，十块钱也能开心一整天",
    "{slot}之前我要把阳台变成一片小小的海",
    "打工人的{slot}急救包：亮片袜子糖果发夹和一首老歌",
)
_SLOTS = ("三月", "周五", "生日", "清明", "五一", "下班后", "换季", "春天", "小长假", "雨天")
_EXTRAS = (
    "有人一起吗",
    "先拍为敬",
    "我先来",
    "明天就出发",
    "说走就走",
    "大家的呢",
    "不许笑我",
    "真的开心",
    "写给自己",
    "记录一下",
)
_ANSWERS = (
    "我也要",
    "看哭了",
    "这就安排",
    "太懂我了",
    "今年一定",
    "带我一个",
    "{w}人也想要",
    "好喜欢这种感觉",
    "马上去翻衣柜",
    "转给闺蜜了",
    "被治愈到",
    "加入",
    "说到心坎里",
    "我的{w}也该亮相了",
    "明天就试",
    "真好啊",
)
_PAID = "这家真的绝绝子质量超好发货又快姐妹们闭眼入回购无数次了"


class Chinese(Tongue):
    """Up to thirty-two small circles."""

    noise = 0.1

    def __init__(self, strata: int, rng: np.random.Generator) -> None:
        self.choose_themes(_THEMES.strip().splitlines(), strata, rng)
        self.things = [line[2].split() for line in self.themes]
        self.words = [line[3].split() for line in self.themes]
        self.templates = len(_TEMPLATES)

    def note(self, rng: np.random.Generator, stratum: int, thing: str) -> Said:
        """One or two short lines, and tags."""
        lines = [
            self.fill(rng, str(rng.choice(_FRAMES)), stratum, thing)
            for _ in range(rng.integers(1, 3))
        ]
        tags = [self.names[stratum]] if rng.random() < 0.8 else []
        tags += [self.word(rng, stratum) for _ in range(rng.integers(1, 4))]
        return Said(
            self.fill(rng, "{w}｜{x}", stratum, thing), "，".join(lines), list(dict.fromkeys(tags))
        )

    def chat(self, rng: np.random.Generator, stratum: int) -> str:
        """A few characters."""
        return self.fill(rng, str(rng.choice(_CHAT)), stratum, "")

    def ask(self, rng: np.random.Generator, thing: str) -> str:
        """Somebody asks for the link."""
        return str(rng.choice(_ASKS)).format(t=thing)

    def query(self, rng: np.random.Generator, thing: str) -> str:
        """What is typed into the search box."""
        return str(rng.choice(_QUERIES)).format(t=thing)

    def wave(self, index: int) -> Wave:
        """A template somebody started."""
        frame = _TEMPLATES[index % len(_TEMPLATES)]

        def write(rng: np.random.Generator, stratum: int) -> Said:
            text = frame.replace("{slot}", str(rng.choice(_SLOTS)))
            parts = [text, str(rng.choice(_EXTRAS))]
            if rng.random() < 0.3:
                parts.append(
                    self.fill(rng, str(rng.choice(_FRAMES)), stratum, self.thing(rng, stratum))
                )
            return Said(
                text[:8], "，".join(parts), [self.names[stratum]] if rng.random() < 0.5 else []
            )

        def answer(rng: np.random.Generator, stratum: int) -> str:
            return self.fill(rng, str(rng.choice(_ANSWERS)), stratum, "")

        return Wave(write, answer)

    def praise(self, rng: np.random.Generator) -> str:
        """What a hired account pastes, a character dropped now and then."""
        return "".join(c for c in _PAID if rng.random() > 0.06) + "！" * int(rng.integers(0, 3))
