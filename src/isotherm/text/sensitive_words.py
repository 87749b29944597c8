"""Topics no merchant may be told of unreviewed, and words that only look like them."""

from __future__ import annotations

from isotherm.text.word_tables import read_list, read_words

__all__ = ["GARMENT_WORDS", "TOPICS"]

TOPICS: dict[str, tuple[str, ...]] = read_words(
    """
illness: 抑郁, 焦虑症, 躁郁, 双相, 精神病, 心理疾病, 自杀, 自残, 癌, 肿瘤, 化疗, 放疗, 糖尿病,
  高血压, 心脏病, 乙肝, 艾滋, hiv, 性病, 梅毒, 病人, 患者, 患病, 生病, 疾病, 慢性病, 手术, 术后,
  住院, 确诊, 药物治疗, 服药, 吃药, 多囊, 甲减, 甲亢, 湿疹, 银屑病, 白癜风, 痛风, 脱发症, 厌食,
  暴食, 血糖, 糖友, 狼疮, 三高, 脂溢性, 斑秃, 静脉曲张, 甲状腺, 结节, 脊柱侧弯, 侧弯, 腰间盘,
  腰椎间盘, 颈椎病, 肾病, 肝病, 胃病, 胃炎, 肺炎, 鼻炎, 肠炎, 关节炎, 肩周炎, 筋膜炎, 风湿, 失禁,
  更年期, 妇科, 宫颈, 卵巢, 子宫, 前列腺, 阳痿, 帕金森, 痴呆, 阿尔茨海默, 脑瘫, 脑梗, 心梗, 唐氏,
  截肢, 假肢, 助听器, 白血病, 肌瘤, 躁狂, 精神分裂, 创伤后应激, 多动症, 荨麻疹, 牛皮癣, 疱疹, 骨折,
  偏瘫, 术前, 康复期, 病友, 病号, 病房, 病情, 重病, 看病, 抗癌, 胰岛素, 尿毒症, 残疾, 轮椅, 瘫痪,
  自闭症, 癫痫, 哮喘, 透析, 造口, 义乳, 乳腺, 痔疮, 皮炎, 失眠症, depression, depressed, bipolar,
  anxiety disorder, ptsd, suicide, suicidal, self harm, cancer, tumor, tumour, chemo, chemotherapy,
  mastectomy, diabetes, diabetic, hypertension, heart disease, hepatitis, illness, disease,
  patient, surgery, diagnosed, medication, pcos, lupus, eczema, psoriasis, anorexia, bulimia,
  eating disorder, disabled, disability, wheelchair, autism, autistic, epilepsy, asthma, dialysis,
  ostomy, lipedema, lymphedema, fibromyalgia, arthritis, arthritic, adhd, ocd, alopecia, stoma,
  colostomy, dementia, alzheimer, parkinson, post op, post surgery, post surgical, scoliosis,
  varicose, thyroid, migraine, chronic pain, chronic illness, crohn, ibs, colitis, neuropathy,
  vitiligo, endometriosis, menopause, menopausal, incontinence, hemorrhoid, transplant, insulin,
  multiple sclerosis, ms flare, hearing aid, prosthetic, prosthesis, amputee, cerebral palsy,
  down syndrome, paralyzed, paralysed, paralysis, stroke survivor, herpes, leukemia, syndrome,
  schizophrenia, schizophrenic, panic attack, rehab
pregnancy: 怀孕, 孕妇, 孕期, 孕妈, 孕肚, 备孕, 孕早期, 孕晚期, 待产, 产后, 产妇, 坐月子, 月子,
  哺乳, 流产, 人流, 堕胎, 试管婴儿, 不孕, 顺产, 剖腹产, 剖宫产, 胎儿, 二胎, 三胎, 头胎, 孕, 胎停,
  打胎, 胎教, 怀了, 怀上, 怀宝宝, 喂奶, 母乳, 吸奶器, 断奶, 涨奶, 产检, 预产期, 生完孩子, 刚生完,
  pregnant, pregnancy, maternity, postpartum, nursing mom, nursing bra, breastfeeding, breastfeed,
  miscarriage, abortion, ivf, infertility, c section, trimester, baby bump, bump friendly,
  conceive, conception, nursing dress, nursing top, nursing tank, nursing cover, nursing pad,
  lactation, lactating, breast pump, prenatal, antenatal, postnatal, gestational, new mom, new mum,
  new mother, mom to be, mum to be, mother to be, gave birth, giving birth, after birth,
  stillbirth, expecting a baby
religion: 宗教, 信教, 佛教, 拜佛, 礼佛, 居士, 念经, 基督, 教会, 教堂礼拜, 做礼拜, 天主教, 伊斯兰,
  穆斯林, 清真, 回族, 清真寺, 头巾罩袍, 道教, 教堂, 上香, 烧香, 皈依, 佛珠, 藏传, 祷告, 神父, 牧师,
  修女, 尼姑, 出家, 受戒, 佛堂, 信佛, 拜神, 妈祖, 道观, 寺庙, 圣餐, 弥撒, 朝圣, 朝觐, 古尔邦, 开斋,
  礼拜, 信徒, 传教, 受洗, 斋月, 古兰经, 圣经, 犹太, religion, religious, muslim, islam, islamic,
  hijab, niqab, burqa, abaya, ramadan, eid, mosque, christian, catholic, church, baptism, bible,
  jewish, kosher, synagogue, hindu, buddhist, buddhism, sikh, halal, communion, bar mitzvah,
  bat mitzvah, mormon, lds, quran, koran, torah, prayer, rosary, pastor, priest, evangelical,
  baptist, christening, diwali, hanukkah, passover, sabbath, shabbat, tichel, kippah, yarmulke,
  jilbab, burkini, atheist
minors: 未成年, 小学生, 初中生, 中学生, 高中生, 小学, 初中, 高中, 青少年, 少年, 幼儿, 婴儿, 儿童,
  小孩, 孩子, 宝宝, 宝贝女儿, 女儿, 儿子, 女童, 男童, 幼儿园, 十几岁, 小女孩, 小男孩, 小朋友, 国中,
  国小, 学龄, 学童, 孩童, 幼童, 少儿, 新生儿, 男宝, 女宝, 二宝, 个月大, 月龄, 托班, 小升初, 萝莉,
  中考, 早恋, 青春期, underage, minor, teen, teenager, teenage, schoolgirl, schoolboy,
  high schooler, middle school, elementary school, high school, child, children, kid, toddler,
  infant, baby, babies, my daughter, my son, loli, tween, preteen, juvenile, junior high, jr high,
  kindergarten, kindergartener, preschool, preschooler, newborn, little girl, little boy,
  young girl, young boy
body weight: 减肥, 减肥药, 减重, 瘦身, 瘦下来, 肥胖, 肥胖症, 太胖, 胖子, 死肥, 肥婆, 变胖, 发胖,
  长胖, 虚胖, 好胖, 很胖, 胖得, 胖成, 胖了, 胖妹, 胖妞, 胖姐, 胖女孩, 胖女生, 胖人, 减脂, 燃脂,
  掉秤, 暴汗, 体重, 体脂, 节食, 断食, 催吐, 司美格鲁肽, 抽脂, 缩胃, bmi, weight loss, lose weight,
  losing weight, diet pill, obese, obesity, overweight, fat girl, fatty, too fat, weight gain,
  ozempic, bariatric, liposuction, dieting, anti obesity, so fat, i'm fat, fat woman, fat women,
  wegovy, mounjaro, glp 1, calorie deficit, diet plan
"""
)

# Garments and turns of phrase in which such a word says nothing about a person.
GARMENT_WORDS = read_list(
    """
童装, 儿童装, 亲子装, 宝宝装, 婴儿装, 娃娃领, 娃娃鞋, 宝宝们, 少年感, 孩子气, baby blue, baby pink,
baby tee, babydoll, baby doll, boyfriend jean, kid leather, minor flaw, minor issue, minor detail,
minor defect, patient with, very patient, be patient, christian dior, christian louboutin, 洗发,
显瘦, 患得患失, church shoe, 微胖, 女孩子, 男孩子, 孕育, 基督山, 礼拜一, 礼拜二, 礼拜三, 礼拜四,
礼拜五, 礼拜六, 礼拜天, 礼拜日, cancer zodiac, cancer season, cancer sign, cancer necklace,
prayer plant, little boy short
"""
)
