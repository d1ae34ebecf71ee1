"""Which of the acts that a question names is the one it asks about.

In "may I like a post that shares a rumour" it is the like: the first act after the words of
asking that is no thing ("a post") and stands in no clause about that thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.vocabulary import Mention, Vocabulary

# What happened to a person. Told without a question, it leaves open what is asked.
EVENTS = frozenset({"account_hacked", "fake_account", "suspicious_message", "anonymous_approach"})
_RESPONSES = frozenset(
    {"report", "reply", "share", "click_link", "request_removal", "set_password", "warn"}
)
_ANCHORS = frozenset({"permission", "duty", "prohibition", "approval"})
# Named beside nearly every act; the act itself is what is asked about.
_WEAK = frozenset({"get_approval", "use_account", "discipline", "ask", "view"})
_ETHIOPIC = re.compile("[\u1200-\u137f]")
_SENTENCE = re.compile(r"[.!?።፧]+(?:\s|$)|\n")
_THING = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|my|our|his|her|their|its|your|some|any|every|each|another|un|"
    r"une|le|la|les|des|ce|cette|du|au|aux)|['’]s|\b(?:of|about|under|on|political|old|new|"
    r"such|sur))\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "My colleague shares everything": no share, but what the colleague does.
_DOER = re.compile(
    r"\b(?:colleague|wife|husband|boss|friend|ambassador|minister|spouse|son|daughter|staff|intern"
    r"|embassy|mission|consulate|officer|he|she|it|they|who)\s+$",
    re.IGNORECASE,
)
_ABOUT_THING = re.compile(r"\b(?:that|which|who|whose|qui|que)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:want|wants|wanted|like to|plan|plans|planning|going|wish|need|love|thinking|intend)\b"
    r"[^.?!,]{0,30}$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^\W*(?:and|or|nor|et|ou|/|,)\W*(?:also |even |then |to |re)*$", re.IGNORECASE
)
_NOUN_WORDS = """
    post posts comment comments message messages story stories tweet tweets share shares like likes
    reply replies response responses publication publications statement statements answer answers
    photo photos picture pictures campaign report reports blog follow reaction reactions
"""
_NOUNS = frozenset(_NOUN_WORDS.split())


def asked_acts(
    text: str, mentions: Sequence[Mention], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """The acts asked about, the main one first; none where no act is named."""
    events = [one for one in mentions if one.dimension == "topic" and one.name in EVENTS]
    acts = [one for one in mentions if one.dimension == "action" and not _is_within(one, events)]
    anchors = [one for one in mentions if one.dimension == "asking" and one.name in _ANCHORS]
    main = _main(text, acts, anchors)
    if main is None or (events and not anchors and main.name not in _RESPONSES):
        return ()
    main = _special(main, acts, vocabulary)
    return (main, *_joined(text, main, acts))


def _is_within(act: Mention, events: Sequence[Mention]) -> bool:
    """Whether the words are those of an event: "an anonymous contact", "a hacked account"."""
    return any(one.span.start <= act.span.start and act.span.end <= one.span.end for one in events)


def _main(text: str, acts: Sequence[Mention], anchors: Sequence[Mention]) -> Mention | None:
    strong = [act for act in acts if act.name not in _WEAK] or list(acts)
    if strong and _ETHIOPIC.search(text):
        return strong[-1]  # the verb stands last
    verbs = [act for act in strong if not _is_thing(text, act)]
    for anchor in anchors:
        for candidates in (verbs, strong):
            found = [act for act in candidates if _asks_for(text, anchor, act)]
            if found:
                return found[0]
    return _wished(text, verbs or strong) if strong else None


def _wished(text: str, acts: Sequence[Mention]) -> Mention:
    """Where nothing is asked in so many words: what somebody wants to do, else the first act."""
    wished = (act for act in acts if _WISH.search(text[: act.span.start]))
    return next(wished, acts[0])


def _asks_for(text: str, anchor: Mention, act: Mention) -> bool:
    """Whether the act follows the asking words in their own sentence."""
    between = text[anchor.span.end : act.span.start]
    return act.span.start >= anchor.span.start and not _SENTENCE.search(between)


def _is_thing(text: str, act: Mention) -> bool:
    before = text[: act.span.start]
    if _ABOUT_THING.search(before[-60:]):
        return True
    if act.words.lower() not in _NOUNS or _DOER.search(before[-40:]):
        return False
    return _THING.search(before[-40:]) is not None


def _special(main: Mention, acts: Sequence[Mention], vocabulary: Vocabulary) -> Mention:
    """Of "publish an AI image" the AI image: a kind of the act takes the place of the act."""
    kinds = (act for act in acts if main.name in vocabulary.lineage("action", act.name)[1:])
    return next(kinds, main)


def _joined(text: str, main: Mention, acts: Sequence[Mention]) -> list[Mention]:
    """The acts coordinated with the main one: "like, share or comment"."""
    found, last = [], main
    for act in acts:
        if act.span.start < last.span.end:
            continue
        if not _JOINED.match(text[last.span.end : act.span.start]):
            break
        found.append(act)
        last = act
    return found
