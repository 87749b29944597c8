"""How an English community of bodies, crafts and clothes talks: long notes, many replies."""

# ruff: noqa: E501 - one theme and one template a line, as they are read

from __future__ import annotations

import numpy as np

from strangers.tongue import Said, Tongue, Wave

__all__ = ["English"]

# parent | theme | things people look for | words they use
_THEMES = """
body|petite|short torso blazer,26 inch inseam trousers,petite trench coat,cropped cardigan|hem inseam sleeve torso five-foot tailor proportions waistline cropped ankle swamped shoulders scale
body|curvy|size 22 wrap dress,wide calf boots,full bust shirt,plus linen suit|curves bust belly fuller calf stretch panel gape buttons thighs chafing supportive flattering
body|tall|36 inch inseam jeans,long sleeve tee tall,tall maxi skirt,extra long parka|lanky inseam ankles wrists six-foot length floods overlong maxi knees cuffs
body|nursing|nursing party dress,postpartum leggings,zip feeding hoodie,maternity work skirt|bump newborn feeding postpartum latch stroller trimester belly pumping burp
craft|knitting|dk merino skein,cable sock pattern,circular needle set,lace shawl kit|yarn skein gauge ribbing purl stitch swatch cast-on needles frogging ravel blocking wool
craft|quilting|jelly roll bundle,walking foot,low volume fat quarters,wool batting|patchwork binding batting blocks piecing rotary basting quilt seam squares backing appliqué
craft|sewing|vintage shirtdress pattern,invisible zip foot,swim lining fabric,bra making kit|bobbin pattern seam muslin dart facing interfacing pinking serger bodice selvedge toile
craft|leather|veg tan belt blank,saddle stitch awl,edge beveler,brass buckle set|hide awl burnish edges stitching tooling grain tannery dye strap rivet skiving
style|thrift|seventies suede jacket,silk slip secondhand,vintage band tee,deadstock loafers|thrift charity rack finds haggle moth estate flea vintage patina retro rummage
style|goth|velvet corset top,platform creepers,lace mourning veil,black parasol|velvet lace black eyeliner corset coffin spikes victorian graveyard buckles fishnet moody
style|minimal|boxy white shirt,grey wool overcoat,plain leather tote,raw denim straight|capsule neutral palette pared uniform crisp linen beige edit declutter quiet clean
move|hiking|women wide hiking boot,merino sun hoodie,plus rain shell,convertible trek pants|trail summit blisters pack ridge switchback layers waterproof trekking camp elevation mud
move|running|high impact sports bra,reflective tights,curvy run shorts,trail vest small|pace chafe kilometres splits cadence intervals hydration marathon lungs warmup stride tempo
move|swim|long torso one piece,uv swim leggings,mastectomy swimsuit,chlorine proof bikini|laps goggles chlorine pool lane waves tide towel suit straps rashguard snorkel
"""
_FRAMES = (
    "I spent the whole weekend thinking about {w} and {x}, and honestly the {t} changed how I see {w}.",
    "My sister says the {w} matters more than the {x}, but after a year of {w} I am not so sure.",
    "The {t} I ordered came with a strange {x}, so I took it apart and fixed the {w} myself.",
    "If you care about {w}, look at the {x} before anything else.",
    "There is something about {w} that nobody mentions until you have tried {x} for a month.",
    "For the {t} I always check {w}, then {x}, then how it moves when I sit.",
    "Yesterday's {w} was a disaster: the {x} gave up halfway and I laughed so hard.",
    "A quick word on {w}: it is not the same as {x}, whatever the label claims.",
    "I used to hate {w}, now my {x} drawer is overflowing.",
    "Two things I learned from my {t}: mind the {w} and never trust a cheap {x}.",
)
_FILLERS = (
    "It rained all afternoon and the kettle was on.",
    "My train was late again so I had time to write this down.",
    "Thanks for all the kind messages last week.",
    "I will post more pictures when the light is better.",
    "Not sponsored, just my own money and my own mistakes.",
    "Anyway, that is my update for this week.",
    "Let me know how it goes for you.",
    "Coffee first, then everything else.",
)
_CHAT = (
    "This is so helpful, I never thought about {w} that way.",
    "Love it! The {w} looks great on you.",
    "Ha, same here with the {w}.",
    "I disagree about {x} but you explain {w} so well.",
    "Saving this for the weekend.",
    "My {w} never looks like that, what a joy to read.",
    "You made my morning, thank you.",
    "Would you do the {x} again?",
    "I tried {w} last month and gave up, maybe I should go back.",
)
_ASKS = (
    "Where did you find the {t}? Link please!",
    "Does anyone know where to buy a {t}?",
    "I have been looking for a {t} forever, can you share the link?",
    "Is there a {t} in a larger size anywhere?",
    "Can someone recommend a {t} that actually works?",
)
_QUERIES = ("{t}", "best {t}", "{t} where to buy", "{t} review", "{t} for women")
_TEMPLATES = (
    "By the time {slot} comes I want to be the one in the loud yellow coat, I am done hiding in grey and I promised myself one bright thing",
    "Things I stopped apologising for after {slot}: taking up room, wearing the shiny shoes and leaving the party when I feel like it",
    "Sunday reset before {slot}: ten pieces on the rail, one candle, and nothing that pinches or itches all week",
    "Dear body, after {slot} I am sorry for the waistbands, today we wear soft things and walk slowly by the river",
    "I made it myself for {slot} and nobody noticed the crooked pocket, so here is your sign to start the scary project",
    "Going home for {slot} and I refuse to be the quiet cousin, so it is velvet, red lips and my grandmother's brooch",
    "One bag, four days, {slot}: what I packed when I finally believed that nobody is watching me",
    "The first warm evening after {slot} deserves bare ankles, a paper fan and a skirt that moves by itself",
    "Swap your black coat during {slot}: we leave it on the hook for a week and borrow a colour from a friend",
    "Gentle mornings club, {slot} edition: porridge, thick socks, a cardigan with a story and no screens till nine",
    "My mother's wardrobe challenge for {slot}: one old thing of hers, worn my way, no ironing allowed",
    "Small brave outfit of {slot}: the thing you bought and never dared, worn to buy bread",
)
_SLOTS = ("March", "the holidays", "my birthday", "Easter", "the long weekend", "Friday", "summer")
_EXTRAS = (
    "Mine is already hanging by the door.",
    "Who is with me?",
    "I asked three friends and all of them said yes.",
    "It took me thirty-one years to write this.",
    "Pictures tomorrow, promise.",
    "No rules, no budget, only nerve.",
    "I will report back honestly.",
    "Tell me yours below.",
)
_ANSWERS = (
    "Yes yes yes, count me in.",
    "I needed to hear this today.",
    "Mine is a {w} one and I am finally wearing it.",
    "Doing this with my {w} tomorrow!",
    "You have no idea how much I want this.",
    "Okay, I am in, where do I start?",
    "My whole office is going to do it.",
    "I cried a little, thank you.",
    "Trying it this week with the {x}.",
    "So brave. I would love to join.",
    "This is exactly how I feel about {w}.",
    "Sent it to my sister at once.",
)
_PAID = "Amazing quality, arrived fast, everyone should get one from this shop, so happy with it"


class English(Tongue):
    """Fourteen themes under four roofs."""

    def __init__(self, strata: int, rng: np.random.Generator) -> None:
        self.choose_themes(_THEMES.strip().splitlines(), strata, rng)
        self.things = [line[2].split(",") for line in self.themes]
        self.words = [line[3].split() for line in self.themes]
        self.templates = len(_TEMPLATES)

    def note(self, rng: np.random.Generator, stratum: int, thing: str) -> Said:
        """Six to fourteen sentences."""
        lines = [
            self.fill(rng, str(rng.choice(_FRAMES)), stratum, thing)
            if rng.random() < 0.75
            else str(rng.choice(_FILLERS))
            for _ in range(rng.integers(6, 15))
        ]
        title = self.fill(
            rng, str(rng.choice(("On {w} and {x}", "My {t} diary", "{w}, again"))), stratum, thing
        )
        return Said(title, " ".join(lines), [])

    def chat(self, rng: np.random.Generator, stratum: int) -> str:
        """What people say under a note."""
        return self.fill(rng, str(rng.choice(_CHAT)), stratum, "")

    def ask(self, rng: np.random.Generator, thing: str) -> str:
        """Somebody wants to know where to get it."""
        return str(rng.choice(_ASKS)).format(t=thing)

    def query(self, rng: np.random.Generator, thing: str) -> str:
        """What is typed into the search box."""
        return str(rng.choice(_QUERIES)).format(t=thing)

    def wave(self, index: int) -> Wave:
        """A template somebody started."""
        frame = _TEMPLATES[index % len(_TEMPLATES)]

        def write(rng: np.random.Generator, stratum: int) -> Said:
            text = frame.replace("{slot}", str(rng.choice(_SLOTS)))
            words = text.split()
            kept = [w for w in words if rng.random() > 0.05]
            extra = str(rng.choice(_EXTRAS))
            own = self.fill(rng, str(rng.choice(_FRAMES)), stratum, self.thing(rng, stratum))
            body = " ".join(kept) + ". " + extra + (" " + own if rng.random() < 0.4 else "")
            return Said(" ".join(words[:5]), body, [])

        def answer(rng: np.random.Generator, stratum: int) -> str:
            return self.fill(rng, str(rng.choice(_ANSWERS)), stratum, "")

        return Wave(write, answer)

    def praise(self, rng: np.random.Generator) -> str:
        """What a hired account pastes, with a word left out now and then."""
        words = [w for w in _PAID.split() if rng.random() > 0.08]
        return " ".join(words) + "!" * int(rng.integers(0, 3))
