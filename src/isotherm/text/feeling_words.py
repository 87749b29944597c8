"""A small lexicon of feelings: valence and arousal of each, and the words that show it.

Valence runs from -1 (bad) to 1 (good), arousal from 0 (still) to 1 (stirred), placed by the project
after Russell's circumplex (1980).
"""

from __future__ import annotations

from isotherm.text.word_tables import read_list, read_words

__all__ = ["CIRCUMPLEX", "FEELINGS", "NEGATORS"]

CIRCUMPLEX: dict[str, tuple[float, float]] = {
    "joy": (0.9, 0.7),
    "excitement": (0.8, 0.95),
    "hope": (0.7, 0.55),
    "longing": (0.2, 0.6),
    "calm": (0.6, 0.15),
    "pride": (0.7, 0.6),
    "warmth": (0.8, 0.4),
    "playfulness": (0.7, 0.65),
    "nostalgia": (0.3, 0.3),
    "relief": (0.5, 0.3),
    "tiredness": (-0.5, 0.15),
    "frustration": (-0.6, 0.6),
    "disappointment": (-0.6, 0.35),
    "anger": (-0.8, 0.9),
    "anxiety": (-0.6, 0.75),
    "sadness": (-0.8, 0.3),
    "loneliness": (-0.6, 0.25),
    "shame": (-0.6, 0.45),
}

FEELINGS: dict[str, tuple[str, ...]] = read_words(
    """
joy: 开心, 快乐, 高兴, 幸福, 喜悦, 欢喜, 哈哈, 笑死, 好心情, 心情好, 美滋滋, 爱了, happy, joy,
  joyful, delighted, fun, cheerful, yay, love it, love this
excitement: 激动, 兴奋, 太爱了, 绝绝子, 狠狠爱, 尖叫, 惊艳, 冲鸭, 上头, 疯狂心动, excited,
  exciting, thrilled, obsessed, amazing, omg, can't wait
hope: 期待, 盼望, 希望, 好运, 新开始, 新的开始, 重新开始, 向阳, 明亮, 亮色, 焕新, 迎接, hope,
  hopeful, looking forward, fresh start, new beginning, brighten, brighter
longing: 想要, 好想, 想穿, 想拥有, 心动, 种草, 羡慕, 馋, 梦中情, 向往, want, wish, crave,
  craving, longing, jealous, dreaming of, i need this
calm: 松弛, 治愈, 安静, 平静, 舒服, 舒适, 自在, 温柔, 惬意, 慢生活, 放松, 岁月静好, calm,
  peaceful, cozy, cosy, relaxed, comfortable, comfy, soothing, gentle
pride: 自信, 骄傲, 底气, 气场, 飒, 做自己, 大女主, 昂首, 体面, 硬气, 扬眉吐气, confident,
  confidence, proud, powerful, empowered, badass, boss
warmth: 温暖, 感动, 感谢, 陪伴, 暖心, 团圆, 家人, 谢谢, 抱抱, warm, touched, grateful, thankful,
  thank you, together, sweet
playfulness: 可爱, 俏皮, 少女心, 童趣, 好玩, 有趣, 鬼马, 元气, 活力, cute, playful, quirky,
  whimsical, adorable
nostalgia: 怀旧, 复古, 回忆, 小时候, 想念, 怀念, 老味道, 当年, nostalgic, nostalgia, memories,
  vintage, throwback, miss those
relief: 终于, 松了口气, 福音, 救星, 得救, 不用再, finally, relief, relieved, lifesaver, at last
tiredness: 好累, 疲惫, 累了, 心累, 加班, 没精神, 倦, 熬, 灰头土脸, 沉闷, 压抑, tired, exhausted,
  burnt out, burned out, drained, weary, dull
frustration: 买不到, 找不到, 没有合适, 穿不下, 穿不上, 太难了, 难买, 无语, 崩溃, 心塞, 烦, 受够,
  frustrated, frustrating, annoying, annoyed, can't find, cannot find, impossible to find,
  nothing fits, fed up, never fits
disappointment: 失望, 后悔, 踩雷, 翻车, 不值, 差评, 退货, 上当, 一般般, 难看, disappointed,
  disappointing, regret, let down, poor quality, returned it, waste of money
anger: 生气, 愤怒, 气死, 垃圾, 骗子, 投诉, 恶心, 可恶, 火大, angry, furious, outraged, terrible,
  awful, scam, disgusting, hate
anxiety: 焦虑, 紧张, 担心, 害怕, 慌, 压力, 催婚, 社恐, 身材焦虑, 怕被, 不安, 忐忑, anxious,
  anxiety, nervous, worried, stress, stressed, afraid, scared
sadness: 难过, 伤心, 哭了, 泪, 心痛, 委屈, 失恋, 低落, emo, 遗憾, sad, crying, heartbroken,
  upset, miserable, sorrow
loneliness: 孤独, 寂寞, 一个人过, 没人懂, 孤单, lonely, alone, left out, isolated
shame: 自卑, 丢人, 尴尬, 不敢穿, 不好意思穿, 被笑, 显老, 土气, ashamed, embarrassed,
  embarrassing, self conscious, frumpy, insecure
"""
)

NEGATORS = read_list(
    """
不, 没, 没有, 别, 不是, 不太, 不会, not, no, never, isn't, wasn't, don't, didn't, doesn't,
not very, not so, not that, not really, hardly
"""
)
