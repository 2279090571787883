"""Which instrument reaches a provider for what is wanted: the route advisor.

Source: Regulation (EU) 2023/1543, Art. 1, 3 and 5(8); Directive 2014/41/EU; Second Additional Protocol to the Budapest
Convention (CETS 224), Art. 7; Regulations (EU) 2022/2065 and 2021/784. A table, first rows first; none says how a
service's encryption could be overcome.
"""

from collections.abc import Callable
from enum import Enum

import msgspec

from tournai.providers.orders.parties import BOUND_STATES


class Wanted(Enum):
    """What somebody wants of a provider."""

    SUBSCRIBER = "subscriber_data"
    IDENTIFICATION = "user_identification_only"
    TRAFFIC = "traffic_data"
    CONTENT = "content_data"
    PRESERVATION = "preservation"
    REMOVAL = "removal of terrorist content"
    RECIPIENT_INFORMATION = "information on recipients of a service"
    LIVE_INTERCEPTION = "live interception"
    DECRYPTION = "keys or decryption"


class RouteKind(Enum):
    """A route."""

    EPOC = "European Production Order"
    EPOC_PR = "European Preservation Order"
    NATIONAL = "national order"
    MLA = "mutual legal assistance"
    SECOND_PROTOCOL = "Second Additional Protocol, Art. 7"
    VOLUNTARY = "voluntary disclosure"
    DSA = "order to provide information, Regulation (EU) 2022/2065, Art. 10"
    TCO = "removal order, Regulation (EU) 2021/784"
    NONE = "none"


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks whom for what. States are ISO 3166-1 alpha-2."""

    wanted: Wanted
    issuing_state: str
    represented_in: tuple[str, ...] = ()
    """Where the provider's designated establishments or legal representatives are."""
    established_in: tuple[str, ...] = ()
    in_criminal_proceedings: bool = True
    second_protocol_in_force: bool = False
    data_of_public_authority_in: str = ""
    """The State of the public authority whose infrastructure it is; empty where it is nobody's such."""


class Route(msgspec.Struct, frozen=True):
    """One route and why, with its article; `RouteKind.NONE` says where to turn instead."""

    kind: RouteKind
    why: str
    article: str


class _Row(msgspec.Struct, frozen=True):
    holds: Callable[[Situation], bool]
    route: Route
    ends: bool = False
    """No later row is looked at."""


_STORED = frozenset({Wanted.SUBSCRIBER, Wanted.IDENTIFICATION, Wanted.TRAFFIC, Wanted.CONTENT})


def _reachable(asked: Situation) -> bool:
    return any(state in BOUND_STATES and state != asked.issuing_state for state in asked.represented_in)


def _at_home(asked: Situation) -> bool:
    return asked.issuing_state in (*asked.represented_in, *asked.established_in)


def _out_of_reach(asked: Situation) -> bool:
    return not _reachable(asked) and not _at_home(asked)


_ROWS = (
    _Row(
        lambda asked: asked.wanted is Wanted.DECRYPTION,
        Route(RouteKind.NONE, "no order asks for keys, decryption or a weaker service", "rule PRV-20"),
        ends=True,
    ),
    _Row(
        lambda asked: asked.wanted is Wanted.LIVE_INTERCEPTION,
        Route(
            RouteKind.NONE,
            "live interception is not ordered here: see the European Investigation Order or national law",
            "Directive 2014/41/EU, Art. 30 and 31",
        ),
        ends=True,
    ),
    _Row(
        lambda asked: asked.wanted is Wanted.REMOVAL,
        Route(RouteKind.TCO, "public terrorist content at a hosting service: removal within one hour", "Art. 3"),
        ends=True,
    ),
    _Row(
        lambda asked: asked.wanted is Wanted.RECIPIENT_INFORMATION,
        Route(RouteKind.DSA, "specific information on identified recipients of an online service", "Art. 10"),
        ends=True,
    ),
    _Row(
        lambda asked: not asked.in_criminal_proceedings,
        Route(RouteKind.NONE, "outside criminal proceedings there is no order", "Regulation (EU) 2023/1543, Art. 2(2)"),
        ends=True,
    ),
    _Row(
        lambda asked: asked.data_of_public_authority_in not in ("", asked.issuing_state),
        Route(
            RouteKind.MLA,
            "the data is another State's public authority's: ask that State",
            "Regulation (EU) 2023/1543, Art. 5(8)",
        ),
        ends=True,
    ),
    _Row(
        lambda asked: _at_home(asked) and asked.wanted in _STORED | {Wanted.PRESERVATION},
        Route(
            RouteKind.NATIONAL,
            "the provider is on the issuing State's own territory",
            "Regulation (EU) 2023/1543, Art. 1(1)",
        ),
    ),
    _Row(
        lambda asked: _reachable(asked) and asked.wanted in _STORED,
        Route(
            RouteKind.EPOC,
            "the provider has an addressee in another Member State that is bound",
            "Regulation (EU) 2023/1543, Art. 1(1), 7",
        ),
    ),
    _Row(
        lambda asked: _reachable(asked) and asked.wanted is Wanted.PRESERVATION,
        Route(
            RouteKind.EPOC_PR,
            "the provider has an addressee in another Member State that is bound",
            "Regulation (EU) 2023/1543, Art. 1(1), 7",
        ),
    ),
    _Row(
        lambda asked: _out_of_reach(asked) and "DK" in (*asked.represented_in, *asked.established_in),
        Route(RouteKind.MLA, "Denmark is not bound by the Regulation", "Regulation (EU) 2023/1543, recital 101"),
        ends=True,
    ),
    _Row(
        lambda asked: _out_of_reach(asked) and asked.wanted is Wanted.SUBSCRIBER and asked.second_protocol_in_force,
        Route(RouteKind.SECOND_PROTOCOL, "subscriber data is asked of the provider itself", "CETS 224, Art. 7"),
    ),
    _Row(
        lambda asked: _out_of_reach(asked) and asked.wanted is Wanted.SUBSCRIBER,
        Route(RouteKind.VOLUNTARY, "see the provider's published policy", "the provider's policy"),
    ),
    _Row(
        _out_of_reach,
        Route(RouteKind.MLA, "no addressee in the Union: ask the provider's State", "CETS 185, Art. 25 to 31"),
    ),
)


def advise(asked: Situation) -> tuple[Route, ...]:
    """Return the routes that are open, the best first.

    >>> [one.kind.name for one in advise(
    ...     Situation(wanted=Wanted.TRAFFIC, issuing_state="BE", represented_in=("IE",)))]
    ['EPOC']
    """
    routes = []
    for row in _ROWS:
        if row.holds(asked):
            routes.append(row.route)
            if row.ends:
                break
    return tuple(routes)
