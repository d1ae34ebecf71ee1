"""The words that open a limb: conditions, exceptions, circumstances. Written as in ``lexicon``."""

from __future__ import annotations

from enum import Enum, auto

from indexer.norms.patterns import Pattern, pattern


class Limb(Enum):
    """What a subordinate part of a sentence is to the norm that it hangs on."""

    CONDITION = auto()  # allowed or due only so
    IF = auto()  # a case: a condition after the rule as before it
    WITHOUT = auto()  # of a permission a condition, of a prohibition an exception
    AFTER = auto()  # of a permission a condition, otherwise a time
    EXCEPTION = auto()
    BUT_NOT = auto()  # of a permission an exception
    UNTIL_AGREED = auto()  # before … has agreed: of a prohibition an exception
    ONLY = auto()  # of a permission a condition
    CIRCUMSTANCE = auto()  # a time, a place, a reason: says when the norm speaks, asks nothing


LIMBS: tuple[tuple[Pattern, Limb], ...] = tuple(
    (pattern(written), limb)
    for limb, lines in {
        Limb.CONDITION: (
            "subject to",
            "provided|providing that",
            "provided you|they|he|she|it|the|no|there|staff|such|this",
            "on the? condition that?",
            "using",
            "conditional on|upon",
            "as|so long as",
            "insofar as",
            "in so far as",
            "to the extent that?",
            "with {art}? prior? express? written? {approval} of|by|from?",
            "upon|following the|a|an? prior? written? {approval}",
            "only {only_so}",
        ),
        Limb.IF: (
            "if",
            "where",
            "when",
            "once",
            "whenever",
            "in the event that|of",
            "in case of|that?",
            "should",
        ),
        Limb.WITHOUT: ("without",),
        Limb.AFTER: ("after",),
        Limb.EXCEPTION: (
            "unless",
            "except that|for|as|to|with|where|when|in|if?",
            "save that|for|as|where|in|with|when",
            "other than",
            "otherwise than",
            "with the exception of",
            "apart from",
            "excluding",
            "without {art}? prior? express? written? {approval}",
            "without prior? written? {approval}",
            "but only",
        ),
        Limb.BUT_NOT: ("but not",),
        Limb.UNTIL_AGREED: (
            "before ...9 has|have|had *adv {agreed}",
            "until ...9 has|have|had *adv {agreed}",
        ),
        Limb.ONLY: ("only",),
        Limb.CIRCUMSTANCE: (
            "while",
            "during",
            "before",
            "until",
            "because",
            "since",
            "although",
            "though",
            "even though|if|where|when|in",
            "whether",
            "however",
            "whereas",
            "in accordance with",
            "so that",
            "in order to|that",
            "where|when|if|wherever *adv {possible}",
            "for example",
            "such as",
            "as if|though",
            "risk|possibility|chance|danger|likelihood that",
            "including",
            "in addition to",
            "after acting",
        ),
    }.items()
    for written in lines
)  # fmt: skip

# Words of a limb at the start of a sentence alone: "Should the account …", "Using the template …".
OPENERS = frozenset({"should", "using"})
