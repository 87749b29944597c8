"""How much one socket and one person may ask of the hub."""

from __future__ import annotations

import dataclasses

from isotherm.web.site.together import ALONE_S

__all__ = ["LIMITS", "Bucket", "Limits"]


@dataclasses.dataclass
class Limits:
    """The hub's limits, the same for everybody."""

    news_every_s: float = 0.1
    """Least time between two messages of news to a room: tallies at most ten a second."""
    look_every_s: float = 0.1
    """Longest time until what another process wrote is seen, where nothing wakes this one."""
    look_woken_s: float = 1.0
    """The same where every change wakes it; what the clock alone changes is seen this late."""
    trust_wakes_after_s: float = 2 * ALONE_S
    """Heard for so long, Redis is relied on: others leave one that failed alone for a while."""
    messages_a_second: float = 5.0
    """What one person may send for long."""
    burst: float = 10.0
    """What one person may send at once."""
    excess: int = 20
    """Messages too many after which the socket is closed."""
    longest_message: int = 4096
    """Bytes of one message."""
    news_kept: int = 50
    """Messages of news a slow socket may be behind before it is closed."""
    seats_each: int = 6
    """Sockets one person may hold in a room of this process."""
    lines_at_once: int = 200
    """Lines read from the log at once."""
    lines_at_first: int = 50
    """Lines told to whoever comes in for the first time."""
    rounds_every_s: float = 3.0
    """How often it is asked whether people are still signed in, and told how many are here."""
    host_grace_s: float = 10.0
    """How long a host who left, perhaps to load the page anew, is not said to be away."""


LIMITS = Limits()


@dataclasses.dataclass
class Bucket:
    """Drops that one person may spend, refilled steadily; shared by all of their sockets."""

    drops: float
    at: float
    excess: int = 0

    def spend(self, at: float, limits: Limits) -> bool:
        """Whether one more message is within the limit; counts it as excess if not."""
        refilled = self.drops + (at - self.at) * limits.messages_a_second
        self.drops, self.at = min(limits.burst, refilled), at
        if self.drops >= 1:
            self.drops -= 1
            self.excess = max(0, self.excess - 1)
            return True
        self.excess += 1
        return False
