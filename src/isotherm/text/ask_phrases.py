"""What people write when they ask for a thing, and what they write when they do not.

Written by the project as a small teacher for the asks classifier; kinds as in ``asks``.
"""

from __future__ import annotations

from isotherm.text.word_tables import read_list, read_words

__all__ = ["NOT_ASKS", "PHRASES", "SUBJECTS"]

# Filled into {} of the phrases below, so that the teacher's words do not hang on one garment.
SUBJECTS = read_list(
    """
裙子, 外套, 西装, 包包, 同色系的鞋, 这件, 耳环, 桌子, 口红, dress, jacket, bag, sweater, lamp
"""
)

PHRASES: dict[str, tuple[str, ...]] = read_words(
    """
link: 怎么联系店家, 还有货吗, 价位大概多少, 什么价, 什么价位, 店铺分享一下, 分享一下店铺呗,
  哪个平台买的, 还有库存吗, 补货吗, 包邮吗, how can i order this, how do i order, price?, is it
  still in stock, when will it restock, how much does the {} cost, tell me the shop, 求链接,
  链接, 求个链接, 链接有吗, 有链接吗, 蹲链接, 蹲一个链接, 要链接, 链接呢,
  姐妹求链接, {}链接求一个, 求{}的链接, {}哪里买的, 在哪买的, 哪里买, 哪儿能买到, 哪家店的,
  什么牌子, {}是哪个牌子, 求店铺, 店铺名是什么, 求店名, 怎么买, 怎么下单, 哪里有卖, 还有卖吗,
  多少钱, {}多少钱呀, 价格是多少, 求购买方式, 已私信求链接, 踢我链接, 可以发我链接吗, 想要{},
  想要, 好想要, 想买{}, 想入, 求推送购买地址, 上架了吗, 什么时候上架, link, link please,
  link pls, drop the link, can i get the link, where is it from, where did you get this,
  where did you get the {}, where can i buy the {}, what brand is the {}, who makes this {},
  is this for sale, how much is it, how much was the {}, where to buy, need this {} now,
  i want this {}, source of the {}?, store name please, id on the {}
same: 想买一模一样的, 有没有长得像的, 有类似款式吗, 有没有便宜的替代品, 求相似款{}, is there a
  cheaper alternative, something similar but cheaper, similar {} anyone, alternatives to this
  {}, 求同款, 求同款{}, 同款, 有同款吗, 蹲同款, 找同款, {}有没有平替, 求平替, 有类似的吗,
  有没有类似的{}, 想要同款, 哪里有同款, 跪求同款, 求一个差不多的{}, 有便宜点的替代吗,
  类似款求推送, 想找一样的{}, 有没有一样的, 同款哪里买, 有没有这种风格的{}, something similar,
  anything similar to this {}, looking for the same {}, any dupes, dupe for this {},
  where can i find a similar {}, same {} please, does anyone know a similar one
size: s码和m码选哪个, 选m还是l, 腰围多少, 胸围多少, 衣长多少, 有没有加长版, 有没有宽松版,
  码子正吗, 160斤能穿不, 高个子能穿吗, do you carry plus sizes, is it available in a size 20,
  how's the sizing, how is the fit, is it stretchy enough for a size 18, what are the
  measurements, how long is the {}, 有大码吗, 有没有大码, {}有大码吗, 有加大码吗, 有xl吗,
  有2xl吗, {}出大码吗, 有小码吗,
  130斤能穿吗, 150斤可以穿吗, 160高120斤穿什么码, 胖子能穿吗, 微胖能穿吗, 穿多大码,
  你穿的什么码, 买什么尺码, 尺码怎么选, 选什么码, 偏大还是偏小, 尺码标准吗, 有没有我能穿的码,
  有码数吗, 码数全吗, 最大到几码, 最大能穿到多少斤, 有没有适合大码女生的, 小个子能穿吗,
  有短款给小个子吗, 断码了吗还有m吗, does it come in plus size, do you have it in xl,
  is there a bigger size, any plus size options, what size are you wearing,
  what size did you get, does it run small, is it true to size, do they make this in a 16,
  does the {} come in petite, will it fit a size 14, sizes up to 3x?
advice: 大家帮我选一下, 帮我看看哪个好, 穿这个去面试合适吗, 这样穿可以吗, 请问怎么洗,
  可以机洗吗, 显胖不, 显黑不, 闷不闷热, 热不热, 这料子扎人吗, 厚不厚, 会勾丝吗, 适合多大年龄,
  配这条裤子行吗, 春天穿合适吗, need help styling this, is this okay for a wedding, is it too
  formal for work, recommend me a {}, need a recommendation, is the {} warm enough, is it see
  through, how do you wash it, 求推荐, 求推荐{}, 有什么推荐吗, 有没有推荐的{}, 姐妹们有推荐吗,
  大家推荐一下, 怎么搭配,
  {}怎么搭, 求建议, 求问选哪个, 哪个颜色好看, 黑色还是白色好, 选哪件, 面试穿什么,
  参加婚礼穿什么好, 过年穿什么, 配什么裤子, 配什么鞋, 适合通勤吗, 这个适合我吗, 黄皮能穿吗,
  值得买吗, 值得入手吗, 求避雷, 求穿搭, 求教程, 怎么选, 买哪个好, 有什么好看的{}, 冬天会冷吗,
  会起球吗, 质量怎么样, 好用吗, 求测评, any recommendations, can you recommend a {},
  any suggestions, what should i wear to a wedding, what shoes go with this,
  how would you style the {}, which colour is better, is it worth it, help me choose,
  thoughts on this {}, advice please, what do you think i should get, how is the quality,
  does it pill, is it good for work
"""
)

NOT_ASKS = read_list(
    """
链接我放在第一条评论了, 推荐！, 推荐, size up, runs small, where do you find the time, same,
谁看了不心动, 我买的m码, 换了大一码刚好, 等降价再买, 买不起, my usual size, great for petite
girls, i found mine on sale, wearing this to my interview tomorrow, thanks for the link, got it,
什么样的人能拍出这样的照片, 我妈也问我要, 朋友问我在哪买的, 同事都问链接, 终于买到了,
客服说可以换, 收到啦, 我选的黑色, 选了m码, 还是黑色好看, 怎么能这么好看, 会一直支持你, who else
is crying, so worth it, worth every penny, how beautiful, what a beautiful {}, you always know
where to shop,
怎么会这么好看, 谢谢推荐, 感谢推荐已买, 配什么都行, 穿什么都美, 想哭, 想家, 想睡觉, 想念,
值得入手, 值得拥有, 值得信赖, 值得一看, 不值得, 差评 什么都没有, 码偏小 不能穿, 码数不对,
大小不合适, 很好穿, 穿上刚刚好, 穿上很舒服, 和专卖店一样, 跟图片一样, 和描述的一样, 有点不一样,
正是自己想要的, 刚买就降价, 垃圾, 什么玩意, 什么破东西, 什么态度, 怎么这样, 没想到这么好,
系统流畅, 早餐不错, 前台热情, 很新鲜, 很甜, 没有坏的, 洗完很顺滑, 这本书很好, 内容充实,
值得一读, 孩子很喜欢, 老人用很好, 安装师傅很专业, 信号不好, 电池不耐用, 性价比高, 物有所值,
会继续购买, 下次还来, a bit overpriced, great service, arrived on time, would buy again,
good read, the room was clean, battery lasts long, not what i expected, 好看, 好美, 太好看了,
绝绝子, 喜欢, 好喜欢, 爱了爱了, 美, 漂亮, 姐姐好美, 哈哈哈哈, 哈哈, 笑死, 真的, 确实, 赞, 支持,
加油, 收藏了, 已收藏, 学到了, 谢谢分享, 谢谢姐妹, 感谢, 不错, 一般般, 不好看, 显胖, 显瘦,
好显白, 好温柔, 氛围感拉满, 太可爱了, 可爱, 仙女, 这个颜色好高级, 这个{}真好看, {}好漂亮,
我也有这件{}, 我买了{}很好穿, 买过质量很好, 已经下单了, 昨天刚收到, 同感, 我也是, 路过, 打卡,
第一, 沙发, 前排, 来了来了, 终于更新了, 等更新, 期待下一期, 关注了, 互关, 天气真好, 今天好累,
周末愉快, 祝你开心, 生日快乐, 新年快乐, 好羡慕, 羡慕, 实名羡慕, 心动了, 种草了, 被种草, 太贵了,
有点贵, 便宜又好穿, 质量差, 退货了, 不推荐, 别买, 踩雷, 拔草了, 物流很快, 客服态度好, 包装很好,
味道不错, 房间很干净, 屏幕清晰, 充电很快, 手感很好, 很满意, 面料舒服, 大小合适, 码数正好,
尺码偏大, 我穿l码刚好, 我130斤穿正好, 大码女生的福音, 终于有大码了, 上班穿很合适, 通勤穿很舒服,
过年就穿它, 婚礼那天穿的, 妈妈很喜欢, 同事都说好看, 朋友推荐的, 推荐给大家, 强烈推荐, 推荐购买,
链接在评论区, 链接放主页了, 同款在橱窗, 跟我的同款, 撞衫了, 我有同款, 这是什么神仙颜值,
怎么这么好看, 怎么这么美, 谁懂啊, 为什么这么可爱, 什么时候能瘦下来, 什么时候放假, 你也太会了吧,
这也太好看了吧, 你好会穿, 身材真好, 腿好长, 皮肤好好, 发型好看, 好有气质, 春天的感觉,
亮色心情好, 看着就开心, 治愈, nice, so pretty, beautiful, love it, love this, i love this {},
gorgeous, wow, amazing, cute, so cute, stunning, lol, haha, same here, me too,
thanks for sharing, thank you, great post, you look great, looks good on you, this {} is lovely,
i have the same {}, i bought this {} last year, just ordered mine, it fits perfectly,
runs a bit large, true to size for me, i wear a size 12, highly recommend, would not recommend,
returned it, too expensive, poor quality, soft fabric, great colour,
i wore this {} to a wedding, got so many compliments, happy birthday, good morning, congrats,
so jealous, goals, obsessed, first, link in bio, i will post the link later, what a {},
how lovely, where have you been, what a day, this made my day, fits my plus size body well,
perfect for work, my favourite, not my style, meh
"""
)
