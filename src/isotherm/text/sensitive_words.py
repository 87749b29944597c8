"""Topics no merchant may be told of unreviewed, and words that only look like them."""

from __future__ import annotations

from isotherm.text.word_tables import read_list, read_words

__all__ = ["GARMENT_WORDS", "TOPICS"]

TOPICS: dict[str, tuple[str, ...]] = read_words(
    """
illness: 抑郁, 焦虑症, 躁郁, 双相, 精神病, 心理疾病, 自杀, 自残, 癌, 肿瘤, 化疗, 放疗, 糖尿病,
  高血压, 心脏病, 乙肝, 艾滋, hiv, 性病, 梅毒, 病人, 患者, 患病, 生病, 疾病, 慢性病, 手术, 术后,
  住院, 确诊, 药物治疗, 服药, 吃药, 多囊, 甲减, 甲亢, 湿疹, 银屑病, 白癜风, 痛风, 脱发症, 厌食,
  暴食, 残疾, 轮椅, 瘫痪, 自闭症, 癫痫, 哮喘, 透析, 造口, 义乳, 乳腺, 痔疮, 皮炎, 失眠症,
  depression, depressed, bipolar, anxiety disorder, ptsd, suicide, suicidal, self harm, cancer,
  tumor, tumour, chemo, chemotherapy, mastectomy, diabetes, diabetic, hypertension,
  heart disease, hepatitis, illness, disease, patient, surgery, diagnosed, medication, pcos,
  lupus, eczema, psoriasis, anorexia, bulimia, eating disorder, disabled, disability,
  wheelchair, autism, autistic, epilepsy, asthma, dialysis, ostomy, lipedema, lymphedema,
  fibromyalgia, arthritis
pregnancy: 怀孕, 孕妇, 孕期, 孕妈, 孕肚, 备孕, 孕早期, 孕晚期, 待产, 产后, 产妇, 坐月子, 月子,
  哺乳, 流产, 人流, 堕胎, 试管婴儿, 不孕, 顺产, 剖腹产, 剖宫产, 胎儿, 二胎, 早孕, 避孕,
  pregnant, pregnancy, maternity, postpartum, nursing mom, nursing bra, breastfeeding,
  breastfeed, miscarriage, abortion, ivf, infertility, c section, trimester, baby bump,
  expecting a baby
religion: 宗教, 信教, 佛教, 拜佛, 礼佛, 居士, 念经, 基督, 教会, 教堂礼拜, 做礼拜, 天主教,
  伊斯兰, 穆斯林, 清真, 回族, 清真寺, 头巾罩袍, 道教, 信徒, 传教, 受洗, 斋月, 古兰经, 圣经,
  犹太, religion, religious, muslim, islam, islamic, hijab, niqab, burqa, abaya, ramadan, eid,
  mosque, christian, catholic, church, baptism, bible, jewish, kosher, synagogue, hindu,
  buddhist, sikh, halal
minors: 未成年, 小学生, 初中生, 中学生, 高中生, 小学, 初中, 高中, 青少年, 少年, 幼儿, 婴儿,
  儿童, 小孩, 孩子, 宝宝, 宝贝女儿, 女儿, 儿子, 女童, 男童, 幼儿园, 萝莉, 中考, 早恋, 青春期,
  underage, minor, teen, teenager, teenage, schoolgirl, schoolboy, high schooler, middle school,
  elementary school, high school, child, children, kid, toddler, infant, baby, babies,
  my daughter, my son, loli
body weight: 减肥, 减肥药, 减重, 瘦身, 瘦下来, 肥胖, 肥胖症, 太胖, 胖子, 死肥, 肥婆, 变胖, 发胖,
  长胖, 体重, 体脂, 节食, 断食, 催吐, 司美格鲁肽, 抽脂, 缩胃, bmi, weight loss, lose weight,
  losing weight, diet pill, obese, obesity, overweight, fat girl, fatty, too fat, weight gain,
  ozempic, bariatric, liposuction, dieting, anti obesity
"""
)

# Garments and turns of phrase in which such a word says nothing about a person.
GARMENT_WORDS = read_list(
    """
童装, 儿童装, 亲子装, 宝宝装, 婴儿装, 娃娃领, 娃娃鞋, 宝宝们, 少年感, 孩子气, baby blue,
baby pink, baby tee, babydoll, baby doll, boyfriend jean, kid leather, minor flaw, minor issue,
minor detail, minor defect, patient with, very patient, be patient, christian dior,
christian louboutin, 洗发, 显瘦, 患得患失, church shoe
"""
)
