"""The colours of the report, by day and by night, as custom properties of its style sheet."""

from __future__ import annotations

__all__ = ["COLD_STEPS", "PALETTE", "WARM_STEPS", "palette_css"]

COLD_STEPS = 6
WARM_STEPS = 7

PALETTE: dict[str, tuple[str, str]] = {
    # name: (by day, by night)
    "paper": ("#fbf9f5", "#14181d"),
    "card": ("#ffffff", "#1b2027"),
    "sunken": ("#f3efe7", "#10141a"),
    "line": ("#e4dfd4", "#2d343d"),
    "ink": ("#23272e", "#e9e6df"),
    "soft": ("#5d636c", "#a6adb7"),
    "accent": ("#b5472d", "#f0926f"),
    "cool": ("#2f6b86", "#7fb7d1"),
    "good": ("#3d7a58", "#7fc29b"),
    "doubt": ("#8a6414", "#d9b45f"),
    "mark": ("#fdf0e6", "#3a271d"),
    "sea": ("#dfe9ec", "#10161c"),
    "shallow": ("#f7fafa", "#24303a"),
    "coast": ("#a59f90", "#56606b"),
    "neutral": ("#f4eedf", "#2a2f33"),
    "cold-1": ("#dfe9e4", "#26373e"),
    "cold-2": ("#c6dcdf", "#23434f"),
    "cold-3": ("#abced9", "#204f60"),
    "cold-4": ("#8fbccf", "#1d5b70"),
    "cold-5": ("#72a8c1", "#1a6780"),
    "cold-6": ("#5594b3", "#177390"),
    "warm-1": ("#f8dfbd", "#443629"),
    "warm-2": ("#f7cb98", "#5b3f29"),
    "warm-3": ("#f3b37a", "#744829"),
    "warm-4": ("#eb9a61", "#8b4f2a"),
    "warm-5": ("#e0804f", "#a2562c"),
    "warm-6": ("#d06645", "#b85d30"),
    "warm-7": ("#c4553f", "#cd6636"),
    "why-fit": ("#b5472d", "#e0805f"),
    "why-price": ("#c98a2b", "#d9a854"),
    "why-style": ("#7d6aa8", "#a595cf"),
    "why-quality": ("#3f7f93", "#6fb0c4"),
    "why-absent": ("#8b8f96", "#7c838d"),
    "tier-60": ("#3d6580", "#7fa6bd"),
    "tier-30": ("#3c6b40", "#86b98a"),
    "tier-14": ("#875708", "#dba350"),
    "tier-7": ("#a63d24", "#ee8a67"),
}


def palette_css() -> str:
    """The palette for the page, the system's wish, the reader's own choice, and for paper."""
    day, night = _properties(0), _properties(1)
    return (
        f":root{{color-scheme:light;{day}}}\n"
        "@media (prefers-color-scheme: dark){"
        f":root:not([data-theme=light]){{color-scheme:dark;{night}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{night}}}\n"
        "@media print{:root,:root:not([data-theme=light]),:root[data-theme=dark]"
        f"{{color-scheme:light;{day}}}}}\n" + _bands()
    )


def _bands() -> str:
    """A rule for each colour of the map."""
    steps = [f"cold-{step}" for step in range(1, COLD_STEPS + 1)]
    steps += [f"warm-{step}" for step in range(1, WARM_STEPS + 1)]
    return "".join(f".band.{step}{{fill:var(--{step})}}" for step in steps) + "\n"


def _properties(which: int) -> str:
    return "".join(f"--{name}:{colours[which]};" for name, colours in PALETTE.items())
