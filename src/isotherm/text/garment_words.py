"""What is worn and how it looks: canonical keys, each with its words in Chinese and English."""

from __future__ import annotations

from isotherm.text.word_tables import read_words

__all__ = ["BODIES", "COLOURS", "FABRICS", "ITEMS", "SILHOUETTES"]

ITEMS: dict[str, tuple[str, ...]] = read_words(
    """
blazer: 西装外套, 小西装, 西装, 西服, blazer, suit jacket
suit: 西装套装, 套装西装, 正装, 职业装, pantsuit, suit
set: 套装, 两件套, 三件套, co ord, two piece
dress: 连衣裙, 长裙, 裙装, 礼服裙, 吊带裙, 衬衫裙, 茶歇裙, dress, gown, sundress
evening dress: 晚礼服, 礼服, evening dress, ball gown
qipao: 旗袍, qipao, cheongsam
hanfu: 汉服, 马面裙, 新中式, hanfu
skirt: 半身裙, 半裙, 短裙, 百褶裙, 包臀裙, a字裙, skirt
trousers: 西装裤, 西裤, 阔腿裤, 休闲裤, 长裤, 裤子, 裤, trouser, pant, slack
jeans: 牛仔裤, jean, denim pant
leggings: 打底裤, 瑜伽裤, 鲨鱼裤, legging
shorts: 短裤, shorts
jumpsuit: 连体裤, 连体衣, jumpsuit, romper, playsuit, overall
shirt: 衬衫, 衬衣, shirt, button down, button up
blouse: 雪纺衫, 上衣, 小衫, blouse, top
t-shirt: t恤, 短袖, t shirt, tee, tshirt
knitwear: 毛衣, 针织衫, 针织, 开衫, 羊毛衫, sweater, cardigan, jumper, pullover, knitwear, knit
sweatshirt: 卫衣, 帽衫, hoodie, sweatshirt
vest: 马甲, 背心, 西装马甲, vest, waistcoat, tank top, cami
coat: 大衣, 风衣, 呢子大衣, 羊绒大衣, coat, overcoat, trench
down jacket: 羽绒服, 棉服, 棉衣, down jacket, puffer, parka
jacket: 外套, 夹克, 皮衣, 牛仔外套, 冲锋衣, jacket, bomber
shawl: 披肩, 围巾, 丝巾, shawl, scarf, wrap
swimwear: 泳衣, 泳装, 比基尼, swimsuit, swimwear, bikini, tankini
underwear: 内衣, 文胸, 胸罩, 内裤, bra, underwear, lingerie, panties, shapewear
pyjamas: 睡衣, 家居服, pajama, pyjama, nightgown, loungewear, robe
socks: 袜子, 丝袜, sock, stocking, tights
shoes: 高跟鞋, 单鞋, 运动鞋, 鞋子, 鞋, 乐福鞋, 玛丽珍, shoe, heel, sneaker, loafer, sandal,
  flats
boots: 靴子, 马丁靴, 长靴, 短靴, 雪地靴, boot, bootie
bag: 包包, 手提包, 托特包, 通勤包, 双肩包, 斜挎包, bag, handbag, tote, backpack, purse, clutch
hat: 帽子, 渔夫帽, 贝雷帽, hat, beanie, cap
jewellery: 耳环, 项链, 首饰, 手链, 戒指, earring, necklace, bracelet, jewelry, jewellery
"""
)

# A single colour character counts only before 色 or a garment (红 alone is in 网红 and 红包).
COLOURS: dict[str, tuple[str, ...]] = read_words(
    """
lilac: 香芋紫, 丁香紫, 淡紫, 浅紫, 藕紫, 雾紫, lilac, lavender
purple: 紫色, purple, violet, plum
pink: 粉色, 粉红, 裸粉, 樱花粉, 藕粉色, 玫粉, pink, blush, rose
red: 红色, 大红, 正红, 酒红, 枣红, 砖红, red, burgundy, maroon
orange: 橙色, 橘色, 橘红, orange, coral, 珊瑚色
yellow: 黄色, 鹅黄, 明黄, 奶黄, 黄油色, 黄油黄, 姜黄, yellow, mustard, butter yellow
green: 绿色, 薄荷绿, 牛油果绿, 抹茶绿, 墨绿, 军绿, 豆绿, green, sage, mint, olive
blue: 蓝色, 雾霾蓝, 克莱因蓝, 天蓝, 浅蓝, 宝蓝, 藏蓝, 藏青, blue, navy, teal
white: 白色, 米白, 纯白, 奶白, white, ivory
cream: 米色, 奶油色, 燕麦色, 杏色, cream, off white, ecru, oatmeal
beige: 卡其, 驼色, 裸色, 奶茶色, beige, camel, khaki, nude
brown: 棕色, 咖啡色, 咖色, 焦糖色, 美拉德, brown, chocolate, caramel
grey: 灰色, 浅灰, 深灰, 银灰, grey, gray
black: 黑色, 纯黑, black
gold: 金色, 香槟色, gold, golden
silver: 银色, silver
bright: 亮色, 鲜艳, 多巴胺, 彩色, bright colour, bright color, colourful, colorful
pale: 浅色, 淡色, 低饱和, 马卡龙, 莫兰迪, pastel, pale
dark: 深色, dark colour, dark color
print: 印花, 碎花, 格纹, 格子, 条纹, 波点, 豹纹, floral, plaid, stripe, striped, polka dot,
  leopard
"""
)

SILHOUETTES: dict[str, tuple[str, ...]] = read_words(
    """
fitted: 修身, 收腰, 紧身, 贴身, 合身, fitted, bodycon, tailored, slim fit
loose: 宽松, oversize, oversized, 慵懒风, loose, relaxed, baggy, boxy
straight: 直筒, straight leg, straight cut
a-line: a字, 伞摆, a line, fit and flare, swing
wide-leg: 阔腿, 喇叭裤, 微喇, wide leg, flared, bootcut
high-waisted: 高腰, high waist, high waisted, empire waist
cropped: 短款, 露脐, cropped, crop
long: 长款, 中长款, 过膝, midi, maxi, longline
wrap: 裹身, 系带, wrap dress, tie waist
v-neck: v领, v neck
square-neck: 方领, square neck
stand-collar: 立领, 高领, turtleneck, mock neck
long-sleeved: 长袖, long sleeve, long sleeved
sleeveless: 无袖, 吊带, sleeveless, strapless
puff-sleeved: 泡泡袖, puff sleeve
slimming: 显瘦, 遮肉, 遮肚子, 遮胯, slimming, flattering, hides belly
long-legged: 显高, 显腿长, elongating
structured: 挺括, 有型, 垫肩, 廓形, structured, sharp shoulder
"""
)

FABRICS: dict[str, tuple[str, ...]] = read_words(
    """
cotton: 纯棉, 全棉, 棉质, cotton
linen: 亚麻, 棉麻, linen
silk: 真丝, 桑蚕丝, 丝绸, 香云纱, silk
satin: 缎面, 醋酸, satin, acetate
wool: 羊毛, 毛呢, 呢子, wool, tweed
cashmere: 羊绒, cashmere
denim: 牛仔, denim
leather: 真皮, 皮革, pu皮, leather, suede, 麂皮
chiffon: 雪纺, chiffon
lace: 蕾丝, lace
velvet: 丝绒, 金丝绒, velvet
corduroy: 灯芯绒, corduroy
knit: 针织, 冰丝, knit, knitted, ribbed
polyester: 聚酯, 涤纶, polyester
down: 羽绒, 鹅绒, 鸭绒, goose down
stretch: 弹力, 有弹性, stretch, stretchy, spandex, elastane
tulle: 网纱, 欧根纱, tulle, organza
"""
)

# Cuts for bodies: sizes of garments, not traits of persons.
BODIES: dict[str, tuple[str, ...]] = read_words(
    """
plus-size: 大码, 加大码, 特大码, 加肥, 胖mm, 大胖, 大size, plus size, curvy, curve
mid-size: 微胖, 中码, mid size, midsize
petite: 小个子, 娇小, petite
tall: 高个子, 高个女生, tall girl, tall woman, tall women, tall size, for tall
pear: 梨形, 胯宽, pear shape, pear shaped
apple: 苹果型身材, 苹果身材, apple shape, apple shaped
"""
)
