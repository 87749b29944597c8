"""What things are called: trade words of Chinese and English, by family and kind."""

# ruff: noqa: E501 - one subject a line, as its words are read

from __future__ import annotations

__all__ = ["FAMILIES", "HEADS", "NAMES"]

# family | kind | its words; within a text the longest word counts, then the last one
NAMES = """
outer|blazer|西装 西服 西装外套 小西装 无领西装 海军西装 藏蓝西装 blazer tuxedo
outer|coat|大衣 呢大衣 羊绒大衣 牛角扣大衣 双面呢 长款大衣 coat overcoat
outer|trench|风衣 长风衣 短风衣 骑行风衣 trench mac
outer|shell|冲锋衣 防晒衣 皮肤衣 软壳 硬壳 雨衣 防风外套 anorak windbreaker raincoat shell rain*coat sun*hoodie cagoule
outer|parka|派克 棉服 工装外套 parka
outer|hoodie|卫衣 帽衫 hoodie sweatshirt
outer|jacket|夹克 外套 短外套 皮衣 行政夹克 棒球服 哺乳外套 值班外套 jacket bomber outerwear
outer|fleece|抓绒衣 抓绒 羊羔毛 皮草 皮草外套 羊羔毛背心 fleece faux*fur
outer|puffer|羽绒服 羽绒 薄棉外套 花棉袄 棉袄 羽绒马甲 妈妈羽绒服 puffer down*jacket
outer|cardigan|开衫 针织开衫 羊毛开衫 cardigan shrug
outer|waistcoat|马甲 背心 菱格背心 国风马甲 羊毛背心 waistcoat gilet vest
outer|knotted|盘扣外套 盘扣 香云纱外套 提花夹克 中式上衣 唐装 圆领袍
outer|cloak|斗篷 比甲 披风 披肩 cloak cape poncho shawl wetsuit*robe changing*robe
top|shirt|衬衫 衬衣 白衬衫 真丝衬衫 牛津衬衫 上衣 shirt blouse tunic
top|tee|T恤 t恤 短袖 真丝短袖 速干衣 打底 速干打底 吊带背心 tee t-shirt tshirt top jersey base*layer rashguard
top|top|露腰上衣 一字领上衣 泡泡袖上衣 泡泡袖 露背上衣 骑行服 罩衫 哺乳衣 内搭背心
top|knit|毛衣 针织衫 针织 羊绒衫 高领打底 麻花毛衣 圆领毛衣 妈妈毛衣 亲子装 月子服 sweater jumper pullover turtleneck knitwear cable*knit
top|camisole|吊带 辣妹上衣 挂脖背心 反光背心 camisole tank halter tube*top crop*top corset bustier
top|crossed|交领 飞机袖上衣 褙子 汉服 kimono wrap*top
whole|dress|连衣裙 收腰连衣裙 长袖连衣裙 真丝连衣裙 茶歇裙 哺乳连衣裙 孕妇裙 长裙 碎花长裙 裙装 及踝长裙 dress gown jumpsuit pinafore maxi midi*dress dungarees
whole|shirtdress|衬衫裙 shirtdress shirt*dress tea*dress
whole|slip|吊带裙 slip slip*dress sundress nightdress
whole|qipao|旗袍 改良旗袍 cheongsam qipao
whole|suit|套装 职业套装 面试套装 西装套装 suit co-ord
whole|robe|襦裙 齐胸襦裙 hanfu robe
swim|swimsuit|泳衣 连体泳衣 一体服 瑜伽服 bikini swimsuit one*piece wetsuit leotard bodysuit swim
inner|bra|文胸 内衣 哺乳内衣 无钢圈内衣 胸罩 bra bralette lingerie
inner|sportbra|运动内衣 sports*bra bra*top
inner|briefs|内裤 高腰内裤 收腹裤 underwear briefs knickers
lower|trousers|裤 裤子 长裤 裤装 西裤 高腰西裤 羊毛西裤 垂感西裤 直筒裤 烟管裤 阔腿裤 垂感阔腿裤 提花阔腿裤 宋裤 伞裙裤 拖地裤 加长西裤 九分裤 微喇裤 工装裤 速干裤 登山裤 防蚊裤 束脚裤 工作裤 妈妈裤 松紧腰裤 孕妇裤 灯芯绒裤 trousers pants slacks chinos culottes bottoms trouser pant wader bib*shorts
lower|jeans|牛仔裤 直筒牛仔裤 加长牛仔裤 jeans denim*straight
lower|leggings|瑜伽裤 压缩裤 骑行裤 打底裤 紧身裤 leggings tights
lower|shorts|短裤 高腰短裤 shorts
lower|skirt|半身裙 裙子 半裙 A字裙 过膝裙 伞裙 宋锦半裙 格纹半裙 skirt
lower|pleated|百褶裙 pleated
lower|pencil|及膝半裙 包臀裙 铅笔裙 pencil*skirt
lower|mermaid|鱼尾裙 mermaid
lower|tiered|蛋糕裙 tiered tutu
lower|mini|短裙 牛仔短裙 迷你裙 mini*skirt miniskirt
lower|horse|马面裙
shoes|sneaker|运动鞋 跑鞋 小白鞋 健步鞋 护士鞋 防滑鞋 亲子鞋 童鞋 帆布鞋 板鞋 锁鞋 sneaker trainers running*shoe trail*shoe shoe shoes footwear
shoes|loafer|乐福鞋 德比鞋 皮鞋 平底靴 大码女鞋 牛津鞋 loafer loafers derby oxford brogue creepers
shoes|flat|单鞋 平底鞋 玛丽珍 玛丽珍鞋 芭蕾鞋 软底鞋 翘头履 绣花鞋 鞋子 flats ballet*flat ballerina slippers mary*jane
shoes|heel|高跟鞋 低跟皮鞋 heels pumps stiletto
shoes|boot|靴 靴子 鞋靴 切尔西靴 厚底靴 马丁靴 徒步鞋 雪地靴 长靴 boot boots wellies
shoes|sandal|凉鞋 溯溪鞋 拖鞋 厚底鞋 sandal sandals flip*flops clogs
bag|tote|托特包 托特 帆布包 购物袋 妈咪包 包 包包 手提包 tote bag handbag shopper purse
bag|shoulder|腋下包 单肩包 斜挎包 机能斜挎包 链条包 毛绒包 竹节包 clutch crossbody shoulder*bag satchel
bag|backpack|双肩包 背包 登山包 骑行背包 书包 backpack rucksack school*bag running*vest
bag|case|公文包 电脑包 行李箱 briefcase laptop*bag suitcase
bag|pouch|荷包 香囊 束口袋 零钱包 钱包 待产包 pouch drawstring wallet dry*bag
bag|net|钩织包 网兜 编织包 net*bag string*bag basket
bag|beltbag|腰包 运动腰包 瑜伽包 车把包 belt*bag waist*belt bum*bag fanny*pack
wear|hat|帽子 渔夫帽 宝宝帽 护士帽 礼帽 草帽 手织帽子 hat bucket*hat beanie bonnet beret sunhat
wear|cap|棒球帽 空顶帽 鸭舌帽 cap visor
wear|scarf|围巾 羊绒围巾 围脖 丝巾 领巾 披巾 哈达 scarf silk*scarf bandana veil snood
wear|belt|皮带 腰带 腰封 belt strap
wear|earrings|耳环 流苏耳环 耳钉 耳饰 earrings earring
wear|necklace|项链 璎珞 choker 吊坠 珍珠项链 猫项圈 项圈 necklace pendant collar beads
wear|bracelet|手镯 玉镯 手链 戒指 bracelet bangle ring jewellery jewelry 首饰
wear|hairpin|发簪 簪 绒花 发夹 发卡 胸针 hairpin hair*clip brooch barrette
wear|headband|发箍 发带 钩织发带 头饰 headband tiara scrunchie
wear|gloves|手套 骑行手套 户外手套 gloves mittens
wear|socks|袜子 跑步袜 普拉提袜 腿套 堆堆袜 socks sock gaiters stockings
wear|glasses|墨镜 运动墨镜 骑行眼镜 眼镜 太阳镜 sunglasses glasses goggles
wear|watch|手表 码表 心率带 表挂 watch tracker heart*rate
wear|umbrella|雨伞 伞 太阳伞 umbrella parasol
baby|romper|爬服 连体衣 婴儿服 romper onesie babygrow
baby|flask|儿童水杯 水杯 保温杯 水壶 bottle water*bottle sippy*cup flask thermos
baby|toy|玩具 玩偶 公仔 积木 玩偶骨架 toy teddy doll plush blocks lego puzzle
baby|stroller|婴儿车 推车 宠物推车 营地车 stroller pram wagon cart
home|lamp|灯 落地灯 台灯 吊灯 lamp floor*lamp desk*lamp light uv*lamp
home|rug|地毯 地垫 脚垫 rug mat*rug carpet
home|storage|收纳盒 收纳箱 收纳 储物 storage box*set organiser organizer lunch*box box case tin drawer basket*set
home|beanbag|懒人沙发 沙发 抱枕 靠垫 坐垫 beanbag sofa cushion pillow futon
home|curtain|窗帘 门帘 纱帘 curtain curtains curtain*rod blinds
home|bedding|床品 床品四件套 四件套 被子 毛毯 毯子 bedding duvet blanket quilt sheets sleeping*pad
home|shelf|置物架 书架 架子 shelf shelves bookcase rack
home|candle|香薰 蜡烛 香氛 candle diffuser incense
home|tablecloth|桌布 拼布桌布 餐布 tablecloth napkin apron
home|frame|挂画 画 装饰画 相框 poster painting picture*frame print wallpaper
home|cup|杯子 马克杯 咖啡杯 茶杯 咖啡 铜锅煮茶 茶 cup mug teacup tea coffee
home|pot|锅 汤锅 泡脚桶 电饭煲 饭盒 pot pan stand*mixer mixer kettle saucepan oven*dish baking
home|bowl|碗 盘 餐具 热汤面 一碗热汤面 bowl plate tableware suction*plate weaning high*chair
home|vase|花瓶 陶瓷 vase ceramic pottery 花 鲜花 bouquet flowers
home|plant|绿植 盆栽 多肉 种花 小阳台种花 植物 plant plant*pot seedlings garden potting raised*bed watering*can trellis pruner
home|chair|椅子 折叠椅 凳子 餐椅 chair stool armchair
home|table|桌子 蛋卷桌 茶几 书桌 table desk
pet|catbed|猫窝 宠物窝 狗窝 pet*bed cat*bed dog*bed
pet|cattree|猫爬架 猫抓板 cat*tree scratching*post scratcher
pet|petfood|猫粮 狗粮 冻干 罐头 宠物零食 cat*food dog*food kibble treats cat*litter
pet|petbowl|猫砂盆 自动喂食器 食盆 喂食器 饮水机 feeder water*fountain pet*bowl litter*box
pet|carrier|航空箱 猫包 宠物箱 carrier cat*carrier crate
pet|teaser|逗猫棒 宠物玩具 cat*toy teaser
craft|yarn|毛线 牛奶棉 线团 yarn skein wool merino batting
craft|needles|钩针 棒针 针 记号扣 needles circular*needle crochet*hook awl knitting*needles
craft|kit|材料包 手工包 织布机 kit craft*kit pattern loom cutter stamp wax*seal scissors tool tools brush
craft|fabric|布料 面料 布 fabric fat*quarters cloth interfacing zip veg*tan
outdoor|tent|天幕 帐篷 tent tarp canopy hammock
outdoor|lantern|露营灯 头灯 尾灯 lantern headlamp torch bike*light
outdoor|cooler|保温箱 冰桶 cooler ice*box
outdoor|stove|卡式炉 炉 炉子 stove camp*stove burner
outdoor|picnic|野餐垫 野餐 picnic picnic*mat
sport|yogamat|瑜伽垫 垫子 yoga*mat mat exercise*mat
sport|roller|泡沫轴 弹力带 拉力带 foam*roller resistance*band
sport|dumbbell|哑铃 壶铃 dumbbell kettlebell weights
sport|helmet|头盔 helmet
sport|ball|球 篮球 足球 ball racket tow*float
beauty|serum|精华 面霜 乳液 护肤 爽肤水 香水 洗发水 精油 serum lotion perfume shampoo oil cuticle*oil skincare toner
beauty|lipstick|口红 唇膏 唇釉 lipstick lip*gloss lip*balm
beauty|tube|防晒 防晒霜 洗面奶 护手霜 牙膏 curl*cream cream sunscreen cleanser hand*cream hair*gel leave*in scalp*scrub
beauty|polish|指甲油 美甲 甲油胶 nail gel*polish nail*polish top*coat press*ons nail*file
beauty|compact|粉饼 腮红 眼影 粉底 彩妆 compact blush eyeshadow makeup foundation powder
food|foodbox|零食 点心 饼干 礼盒 月饼 坚果 巧克力 snack biscuits cookies gift*box chocolate snack*cup
food|jar|蜂蜜 果酱 酱 咸菜 honey jam pickle sauce preserves
food|bread|面包 吐司 蛋糕 bread sourdough cake loaf pastry loaf*tin proofing*basket rolling*pin piping*tip
food|fruit|水果 苹果 橙子 草莓 fruit apple berries
food|teabox|茶叶 茶饼 咖啡豆 tea*leaves coffee*beans
media|book|书 小说 绘本 杂志 笔记本 手账 book novel paperback hardcover notebook magazine journal planner stationery
media|record|唱片 专辑 黑胶 CD album vinyl record soundtrack cds music
media|phone|手机壳 手机 平板 phone phone*case tablet phonecase
media|headphones|耳机 音箱 蓝牙耳机 headphones earphones earbuds speaker
media|device|相机 电脑 键盘 充电宝 相机包 camera laptop keyboard charger blender appliance gadget electronics binoculars machine pump mixer sensor printer turntable pedalboard
"""
FAMILIES = """
outer|外套|outerwear coats jackets
top|上衣|tops shirts
whole|裙装 裙|dresses
lower|裤装 裤|bottoms trousers skirts
inner|内衣|underwear lingerie intimates
swim|泳装|swimwear
shoes|鞋靴 鞋|shoes footwear boots
bag|包袋 箱包|bags luggage
wear|配饰 饰品 首饰|accessories jewellery jewelry
home|家居 家具 厨房 家电 家纺|home kitchen furniture decor garden
pet|宠物|pets pet
baby|母婴 亲子 玩具 童装|baby kids toys parents maternity
craft|手工|craft crafts sewing
outdoor|户外|outdoor outdoors camping
sport|运动 健身|sport sports fitness move
beauty|美妆 个护 护肤|beauty cosmetics skincare
food|食品 零食 生鲜|food grocery snacks
media|图书 数码 文具 音像|books book music electronics digital
"""
# the last character of a Chinese name is its noun
HEADS = """
storage|盒 箱 柜 筐
pouch|袋 囊
tote|包
flask|壶 瓶 罐
cup|杯 盏
chair|椅 凳
table|桌 台
lamp|灯
plant|盆 苗 树 土
jacket|衣 服
skirt|裙
trousers|裤
sneaker|鞋
boot|靴
hat|帽
socks|袜
glasses|镜
yogamat|垫 砖
book|本 纸 笔 签 谱
device|机 仪 秤 缸 桶 器
serum|水 油 液 膜 霜 膏 胶
petfood|粮 砂
shelf|架
pot|锅 烤
belt|带
scarf|巾 帛 肩
kit|刷 剪 刀 钳 针 尺 棒 具 印
necklace|坠 链 牌
headband|冠 簪 饰
tent|帐 篷
rug|毯 席 布
frame|画 扇 框
foodbox|糖 糕 饼 茶
toy|偶 球
"""
