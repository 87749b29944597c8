"""How people ask: turns of phrase by kind, and statements that only sound like them.

Patterns read normalised text; written over several lines (spaces are ``[ ]`` or ``\\s``).
"""

from __future__ import annotations

import re

__all__ = ["ASKING", "PATTERNS", "TOLD"]

# Statements that hold an asking word without asking: looked at before everything else.
TOLD = re.compile(
    r"""
    链接(?:我?已|我?在|我?放|见|给|发(?:你|出|在|到)|都|来了|失效|挂)
    |(?:评论区|主页|橱窗|置顶)[^?]{0,4}(?:有|找)?链接$
    |[我俺](?:也|们|正好|刚好)?有(?:一件|一条|个|这个|这件)?同款|同款(?:在|已|来了|见|放)(?!哪)
    |不求|别求
    |(?:强烈|非常|真心|不|值得|好物|墙裂|十分|极力|的)推荐|推荐(?:购买|给|入手|大家[买入]|这家)
    |(?:什么|怎么\w?|哪\w?)都|怎么会这么|不知道?(?:是|为)?(?:什么|怎么|多少)|随便|无论|不管|不想(?:买|要)|想要的就是
    |(?:would|highly|definitely|do|not|n't|i)[ ](?:not[ ])?recommend
    |\bi[ ](?:already[ ])?(?:have|own|got|bought|ordered)[ ](?:the|this|it|mine)
    |\b(?:not|was|were|been|stopped|what[ ]i'm)[ ](?:even[ ])?(?:look|hunt|search)ing[ ]for
    |\blink(?:s|ed)?[ ](?:is[ ]|are[ ]|posted[ ]|added[ ])?(?:in|below|above|here|posted|added)\b
    """,
    re.VERBOSE,
)

# What makes a clause of a longer text worth reading as a question.
ASKING = re.compile(
    r"[?吗嘛呢]|[求蹲跪]|请问|有没有|哪里|哪家|推荐一|please|pls|plz|anyone|any "
    r"|(?:look|hunt|search)ing [a-z]{0,10} ?for|point me|is there|recommend"
)

_SIZE = r"""
    (?:有|出|做|求|要|没有?|开)(?:没有)?[^,!。]{0,4}(?:更|再|加|特)?[大小加]码(?!女|姐|人)
    |(?:有|还有)(?:没有)?(?:\d?x{0,3}[sml]|[2-9]xl|均码)码?(?:吗|嘛|么|没|的|\?|$)
    |(?:能|可以?)穿(?:得?[下上进])?(?:吗|嘛|么|不|没|\?)|穿得[下上进](?:吗|嘛|么|不|\?)
    |(?:能不能|可不可以|能否)(?:穿|塞)|斤[^,!。]{0,4}(?:穿|选|买|拍)[^,!。]{0,4}(?:还是|吗|\?)|(?:穿|选|买|拍)[smlx\d]{1,3}码?还是
    |(?:穿|买|选|拍|要|是)(?:的是)?(?:什么|多大|几|哪个|啥)(?:尺)?(?:码|号)
    |(?:什么|多大|几|哪个|啥)(?:尺)?码(?!都|字)|尺码(?:怎么|如何|有|全)
    |码数(?:怎么|全(?:吗|\?)|有)
    |偏[大小](?:吗|嘛|么|还是)|最大(?:到|是|有|能)?(?:几|多|什么|穿)
    |(?:加长|加肥|小个子)[^,!。]{0,3}(?:吗|嘛|么|\?)
    |\b(?:come|available|made?|have|has|get|got|is[ ]there|make|any|sell|stock|carry)\b[^.!]{0,30}
     \b(?:plus[ -]?sizes?|petites?|tall|larger|bigger|smaller|x{1,4}l|[2-6]xl?
      |(?:size[ ])?\d{2}w?)\b[^.!]{0,20}\?
    |(?:does|do)[ ](?:it|this|that|they|these|the[ ]\w+)[ ](?:come[ ]in|run|fit)\b
    |plus[ -]?size[ ](?:option|version|available)
    |(?:what|which)[ ]sizes?\b|bigger[ ]size\??$|plus[ -]?size[ ](?:please|pls)
    |^(?:any|is[ ]there|do[ ]they)[^.!]{0,20}\b(?:plus|x{0,3}l|petite|sizes?)\b
    |would[ ](?:it|this|that|they)[ ]fit
    |true[ ]to[ ]size[ ]?\?
    |is[ ](?:it|this)[ ]true[ ]to[ ]size|sizes?[ ]up[ ]to
    |will[ ](?:it|this|that|they)[ ]fit
"""
_SAME = r"""
    (?:求|蹲|找|要|有|想要?|哪里?有|滴滴)(?:没有|个|一个|一下)?(?:个)?(?:\w{0,4}同款|平替|替代)
    |同款[^,!。]{0,4}(?:吗|呢|嘛|\?|在哪|哪里|链接|求)|^同款$
    |(?:求|蹲|想?找|有没有|有什么|哪里?有|想要)[^,!。]{0,3}(?:类似|差不多|相似|相同|一样|一模一样)的?(?!跟|和|好|感觉|问题)
    |^looking[ ]for[ ][a-z ]{0,12}similar|(?:any|a|good)[ ]dupes?\b|\bdupes?[ ]for
    |(?:something|anything|one)[ ](?:similar|like[ ](?:this|it|that))
    |(?:find|know|looking[ ]for|know[ ]of|seen|want|need)
      [ ](?:a[ ]|an[ ]|the[ ])?(?:similar|same|alternative)
    |similar[ ][a-z ]{2,20}\?
"""
_LINK = r"""
    (?:求|蹲|要|有|发|踢|甩|给|扔|等|想要|滴|丢)(?:我|个|一个|一下|下|没有|你|那个
      |它的)*(?:链接|店铺|店名|购买方式|货源)
    |链接(?:吗|呢|嘛|\?|有|求|谢|私|发|$)|^链接
    |(?:哪里|哪儿|哪|在哪里?|从哪里?)(?:可以|能|有|才能)?(?:买|卖|入手|下单)|哪家(?:店|的|买)
    |(?:什么|啥|哪个)(?:牌子|品牌|店|家的|名字)|(?:怎么|如何)(?:买|购买|下单|拍)|多少(?:钱|米)|^(?:价格|价位|啥价|什么价)[^,!。]{0,4}[?吗]?$
    |(?:还|有|哪有)卖(?:吗|的吗|\?)|还?(?:能|可以)买到(?:吗|么|嘛|\?)
    |(?:啥|什么)时候(?:能|会)?(?:上架|上新|开卖|补货|上链接)|上(?:架|链接)了?(?:吗|没)
    |^(?:好|我也?|也|太|真的?|超|巨)*想(?:要|买|入)(?:$|[!?~.。啊呀哦了这那个一它同]|\w{1,4}$)
    |^(?:the[ ])?links?(?:[ ](?:please|pls|plz|to|for)\b|[ ?!.]*$)
    |(?:drop|send|share|need|have|get|got|post|give|want)[a-z ]{0,14}[ ](?:links?|sauce
      |deets)\b|links?,?[ ](?:please|pls|plz)
    |where(?:'d)?[ ](?:did|do|can|could|is|are|was|were|would|you|i)?[^.!]{0,30}\b(?:get|got
      |buy|bought|purchased?|find|from|order)\b
    |where(?:'s|[ ]is|[ ]are)[ ](?:it|this|that|these|the|your)\b[^.!]{0,20}\bfrom
    |where[ ]to[ ](?:buy|get|find)
    |(?:what|which)(?:'s|[ ]is)?[ ](?:the[ ])?(?:brand|store|shop|website)\b|who[ ]makes
    |how[ ]much[ ](?:is|was|are|did|does|for)
    |^i[ ](?:want|need)[ ](?:this|it|that|one)\b
    |(?:still|is[ ]it|is[ ]this)[ ](?:available|for[ ]sale)
"""
_ADVICE = r"""
    (?:求|有|有什么|大家|帮忙|跪求|谁能|麻烦|请)[^!。,]{0,8}推荐(?!的朋友)
    |推荐(?:一下|个|吗|哪|什么|一款|一个|几)
    |求[^,!。]{0,5}(?:意见|建议|教程|避雷|穿搭|测评|指教|支招|解答|科普|攻略|搭配|帮)
    |怎么(?:搭|选|穿|配)|(?:穿|搭|配|买|选|入|戴)(?:什么|啥|哪)
    |(?:哪个|哪件|哪款|哪种|哪条|哪双)[^!。]{0,6}(?:好|更|合适|推荐|适合)
    |[^,。!]{1,6}还是[^!。,]{1,8}(?:好(?:看)?(?:呢|\?|$|一?点)|\?|呢)
    |值得(?:买|入|入手|购买)(?:吗|嘛|么|不|\?)|(?:值不值|会不会|好不好(?:看|穿|用)|适不适合)(?!得?[了的])|(?:买|选|要)[^,!。]{1,5}还是
    |(?:适合|会(?=显|起|掉|透|热|冷|闷|扎|皱|缩|勒)|好用|质量|显胖|显黑|起球|掉色|透|舒服|好穿|推荐|建议)[^!。,]{0,8}(?:吗|嘛|么|\?
      |怎么样|咋样|如何)
    |(?:any|your|some)[ ](?:\w+[ ])?(?:recommendation|suggestion|advice|tip|idea|rec|thought)s?\b
    |(?:can|could)[ ](?:you|anyone|someone)[ ](?:please[ ])?(?:recommend|suggest|advise|help)
    |(?:what|which)[ ](?:\w+[ ]){0,2}(?:should|would|do|can|to)[ ](?:(?:i|you|we)[ ])?(?:wear
      |get|buy|pair|recommend|suggest)
    |(?:what|which)[a-z ]{0,14}[ ](?:would[ ]|will[ ]|should[ ])?(?:goes?|pair)[ ]with
    |how[ ](?:do|would|should|can|to)[ ](?:(?:you|i)[ ])?(?:style|wear|pair)
    |worth[ ](?:it|buying|the[^?]{0,12})[ ]?\?|is[ ](?:it|this)[ ]worth|which[ ](?:one|colou?r)
    |help[ ]me[ ](?:choose|find|pick|decide)
    |(?:advice|help|opinions?)[ ](?:please|needed|wanted)
    |looking[ ]for[ ](?:recommendation|suggestion|advice)|\b(?:recommendation|rec)s?[ ]for[ ]
"""
_SEEK = r"""
    (?:同求|蹲一?[个下]|求推|求购|跪求)[^,!。?链]{2,}|(?:哪家|哪个店|谁家)(?:店)?有[^,!。]{2,}
    |想[要买入][^,!。]{2,16}[, ]?[^,!。]{0,3}找(?:了|不到|遍)|[^,!。]{2,}(?:买不到|没得卖|没有?卖的)
    |(?:请问)?有没有(?!人|谁|姐妹|可能|必要|觉得|发现|一种|同感|懂|想|这么|那么|一样|效果|色差|味|弹|异味
      |起球|掉色|优惠|折扣|活动|券|\w过)[^,!。码版像]{2,16}(?:[啊呀呢嘛吗哦]|\?|卖|$)
    |\b(?:does|do|did|has|have)[ ](?:anyone|anybody|someone|they|any[ ](?:shop|store|brand)s?)[ ]
     (?:here[ ]|else[ ]|still[ ]|ever[ ])?(?:sell|make|stock|carry|seen?|found|do)\b
     (?![ ](?:you|me|us|this|that|what|how|why|when)\b)
    |\b(?:anyone|anybody|someone|somebody)[ ](?:here[ ]|else[ ])?knows?[ ](?:of[ ])?
     (?:an?|any|some)[ ](?![^.!?]{0,24}\b(?:way|trick|tip|tutorial|reason|recipe|guide|method
      |song|story|name|video|place|doctor|day|time)s?\b)[^.!?]{4,}
    |^(?:请问|那|还)?有(?![没时机空兴你我他她谁人大些点一这那几多意必效感姐道办啥什])[^,!。?那这]{5,14}[吗嘛么]\??$
    |(?:can|could|would)[ ](?:someone|anyone|somebody|you)[ ][a-z ]{0,8}(?:point|direct|send|link)\b
    |\b(?:hunting|looking|searching)[ ](?:everywhere[ ])?for[ ](?!recommendation|suggestion|advice)
    |\bneed[ ](?!to[ ])[^.!?]{2,40}\b(?:so[ ]bad(?:ly)?|asap|desperately)
    |desperate(?:ly)?[ ](?:for|need)
    |\bis[ ]there[ ](?:such[ ])?(?:an?[ ]|any[ ])?[^.!]{2,50}\b(?:anywhere|out[ ]there)
    |(?:can't|cannot|can[ ]not|couldn't|impossible[ ]to)[ ](?:seem[ ]to[ ])?(?:find|get|buy)[ ]
     [^.!]{2,40}\b(?:anywhere|in[ ]my|that)
"""
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.VERBOSE))
    for kind, pattern in (
        ("size", _SIZE),
        ("same", _SAME),
        ("link", _LINK),
        ("advice", _ADVICE),
        ("link", _SEEK),  # what tells only that a thing is sought
    )
)
