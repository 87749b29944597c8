"""What pictures understand of words: kinds, colours, scenes, moods, cuts; Chinese and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES
from isotherm.world.pictures.curves import outline, smooth
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.kinds import kind_in, kind_of
from isotherm.world.pictures.looks import look_of
from isotherm.world.pictures.moods import MOODS, mood_of
from isotherm.world.pictures.palette import HUES, colour_in, colour_of_product
from isotherm.world.pictures.scenes import SCENES, USUAL_MOOD, scene_of
from isotherm.world.pictures.things import THINGS
from isotherm.world.pictures.tone import luminance, mix, tone_of
from isotherm.world.pictures.wardrobe import WARDROBE


@pytest.mark.parametrize(
    ("title", "category", "kind"),
    [
        ("2026新款 大码宽松西装外套女", "外套", "blazer"),
        ("胖女生宽松T恤女藏肉", "上衣", "tee"),
        ("真丝衬衫裙 显白", "裙装", "shirtdress"),
        ("得体礼盒装托特包女有质感", "包袋", "tote"),
        ("牛仔短裙", "裙装", "mini"),
        ("骑行背包", "包袋", "backpack"),
        ("低跟皮鞋多色可选", "鞋靴", "heel"),
        ("猫爬架 免打孔", "宠物", "cattree"),
        ("36 inch inseam jeans", None, "jeans"),
        ("Wide calf boots", "shoes", "boot"),
        ("press-on nails, extra short", "beauty", "polish"),
        ("water bottles for kids", None, "flask"),
        ("二手唱片 vinyl", None, "record"),
    ],
)
def test_titles_are_drawn_as_what_they_name(title, category, kind):
    assert kind_of(title, category, {}) == kind


def test_the_item_of_an_option_counts_before_its_title():
    assert kind_of("款式 A", None, {"item": "西装外套"}) == "blazer"


def test_every_item_of_the_simulated_world_has_a_drawing_of_its_own():
    items = [item for leaf in LEAVES for item, _ in split_items(leaf.items)]
    assert [item for item in items if kind_in(item) is None] == []


@given(title=st.text(max_size=30), category=st.one_of(st.none(), st.text(max_size=10)))
def test_every_kind_has_a_drawing(title, category):
    kind = kind_of(title, category, {})
    assert kind in WARDROBE or kind in THINGS


@pytest.mark.parametrize(
    ("name", "kind"), [("展示柜", "storage"), ("滤杯", "cup"), ("溪流缸", "device")]
)
def test_a_name_that_is_not_known_is_drawn_by_its_noun(name, kind):
    assert kind_in(name) is None
    assert kind_of(f"轻量{name}周末", name, {}) == kind


def test_an_unknown_category_keeps_one_face():
    kinds = {kind_of(f"zorb {i} quux", "flimmer", {}) for i in range(20)}
    assert len(kinds) == 1


def test_colours_are_read_in_both_languages_and_fair_skin_is_none():
    assert colour_in("丁香紫") == colour_in("Lilac blazer") == HUES["lilac"]
    assert colour_in("显白又青春") is None
    assert colour_in("off-white") == HUES["off white"] != HUES["white"]


def test_an_unknown_colour_word_always_means_the_same_colour():
    ones = {colour_of_product("t", {"colour": "zorbish"}, seed=str(i)) for i in range(9)}
    assert len(ones) == 1
    assert len({colour_of_product("t", {}, seed=str(i)) for i in range(40)}) > 5


@pytest.mark.parametrize(
    ("said", "scene"),
    [
        ("立春前，我想穿一次明亮", "meadow"),
        ("海边的一天", "seaside"),
        ("过年回家穿什么", "newyear"),
        ("开会前的小准备", "office"),
        ("seaside holiday by the beach", "seaside"),
        ("yoga after work at the gym studio", "studio"),
    ],
)
def test_scenes_follow_the_words(said, scene):
    texts = ((2.0, said), (1.5, ""), (1.0, ""))
    assert scene_of(texts, kind="dress", dice=Dice("a")) == scene


def test_notes_of_one_template_stand_in_one_scene_and_light():
    said = ("立春前，我想穿一次明亮", "立春，想穿得明亮一点", "今年立春，谁陪我穿明亮")
    texts = [((2.0, text), (1.5, "想穿明亮"), (1.0, "")) for text in said]
    assert len({scene_of(t, kind="dress", dice=Dice(t[0][1])) for t in texts}) == 1
    assert len({mood_of(t, usual="calm").sky for t in texts}) == 1


def test_every_scene_has_moods_that_exist():
    assert set(USUAL_MOOD) == set(SCENES)
    assert {mood for moods in USUAL_MOOD.values() for mood in moods} <= set(MOODS)


def test_cut_and_size_change_the_look():
    def look(**attributes: str):
        return look_of("blazer", title="", category=None, attributes=attributes, seed="p")

    assert look(cut="宽松").ease > look(cut="修身").ease
    assert look(cut="修身").nip > look(cut="宽松").nip
    assert look(base_size="XL").body.waist > look(base_size="S").body.waist
    assert look(cut="XL版型收腰").body == look(base_size="XL").body
    assert look(fabric="羊毛").fabric == "tweed"


_COORDINATE = st.floats(-900, 900, allow_nan=False)


@given(st.lists(st.tuples(_COORDINATE, _COORDINATE), min_size=2, max_size=9))
def test_curves_end_where_they_should(points):
    path = smooth([(*p, 1) for p in points])
    steps = [segment.replace("-", " -").split() for segment in path.split("l")[1:]]
    start = [int(v) for v in path[1:].split("l")[0].replace("-", " -").split()]
    end = [start[axis] + sum(int(step[axis]) for step in steps) for axis in (0, 1)]
    assert end == [round(points[-1][0]), round(points[-1][1])]


def test_outlines_are_symmetric():
    right = smooth([(0, 0), (40, 10), (50, 90, 1), (0, 100)])
    assert outline([(0, 0), (40, 10), (50, 90, 1), (0, 100)]).startswith(right[:6])


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF), st.floats(0, 1))
def test_tones_are_ordered_by_light(one, other, share):
    colour = f"#{one:06x}"
    tone = tone_of(colour)
    assert luminance(tone.light) >= luminance(tone.base) - 0.02
    assert luminance(tone.base) >= luminance(tone.deep) - 0.16
    between = mix(colour, f"#{other:06x}", share)
    low, high = sorted((luminance(colour), luminance(f"#{other:06x}")))
    assert low - 0.01 <= luminance(between) <= high + 0.01
