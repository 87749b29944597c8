"""When and what for something is worn: canonical keys with their words in Chinese and English."""

from __future__ import annotations

from isotherm.text.word_tables import read_words

__all__ = ["OCCASIONS", "SEASONS"]

OCCASIONS: dict[str, tuple[str, ...]] = read_words(
    """
work: 通勤, 上班, 职场, 办公室, 开会, 商务, work, office, workwear, business, commute
interview: 面试, interview
wedding: 婚礼, 婚宴, 伴娘, 喝喜酒, 订婚, 敬酒服, 婚纱, wedding, bridesmaid, bridal, engagement
party: 派对, 聚会, 年会, 生日会, 夜店, party, night out, cocktail, birthday
date: 约会, 见家长, 相亲, date night, first date
new year: 过年, 春节, 新年, 拜年, 年夜饭, 走亲戚, 战袍, new year, lunar new year
christmas: 圣诞, christmas, holiday party, xmas
travel: 旅行, 旅游, 度假, 海边, 出游, vacation, travel, beach, holiday, cruise
outdoors: 露营, 徒步, 爬山, 骑行, 滑雪, camping, hiking, skiing, outdoor
sport: 健身, 瑜伽, 跑步, 运动, gym, workout, yoga, running
school: 上学, 开学, 校园, 上课, school, campus, college
graduation: 毕业, graduation, prom
formal: 晚宴, 正式场合, 晚会, 红毯, formal, gala, black tie, formal affair
stage: 演出, 舞台, 演讲, 主持, stage, performance
photo: 拍照, 写真, 拍照片, photoshoot, photo shoot
home: 居家, 在家, 宅家, lounging, at home
everyday: 日常, 逛街, 出街, everyday, casual, daily
"""
)

SEASONS: dict[str, tuple[str, ...]] = read_words(
    """
spring: 春季, 春天, 春装, 早春, 初春, 春款, 春游, spring
summer: 夏季, 夏天, 夏装, 盛夏, 夏款, summer
autumn: 秋季, 秋天, 秋装, 初秋, 秋款, autumn
winter: 冬季, 冬天, 冬装, 过冬, 冬款, 加绒, 加厚, winter
"""
)
