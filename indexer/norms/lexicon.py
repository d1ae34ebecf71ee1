"""The triggers that the grammar knows, and the words that only look like one.

Every line is a pattern (see ``patterns``) and its force. Of two that stand at one place the one
that takes more words counts; so a longer line is an exception to a shorter one.
"""

from __future__ import annotations

from enum import Enum, auto

from indexer.norms.patterns import Pattern, pattern


class Force(Enum):
    """What a trigger does before a negative subject ("no mission may") is taken into account."""

    PERMIT = auto()  # may, is free to
    ALLOW = auto()  # is permitted: like PERMIT, but of things too
    FORBID = auto()  # shall not, is prohibited
    OBLIGE = auto()  # shall, must
    NEED = auto()  # is required: denied, it is an exemption and no prohibition
    EXEMPT = auto()  # is not required to
    ADVISE = auto()  # should, is encouraged to
    DISADVISE = auto()  # should not
    UNLESS_APPROVED = auto()  # is subject to the approval of, requires the approval of
    IMPERATIVE_NOT = auto()  # do not, never: at the start of a sentence alone
    IMPERATIVE = auto()  # ensure: at the start of a sentence alone
    IMPERATIVE_AVOID = auto()  # avoid: at the start of a sentence alone
    STATED = auto()  # "is reported within 24 hours": a duty in the present tense
    DUTY_TO = auto()  # "the duty to report applies also …"
    NOTHING = auto()  # no norm: the words only look like a trigger


IMPERATIVES = frozenset({Force.IMPERATIVE_NOT, Force.IMPERATIVE, Force.IMPERATIVE_AVOID})

TRIGGERS: tuple[tuple[Pattern, Force], ...] = tuple(
    (pattern(written), force)
    for force, lines in {
        Force.PERMIT: (
            "may",
            "can",
            "{is} *adv free to",
            "remain|remains *adv free to",
            "has|have the right to",
            "retain|retains the right to",
            "feel free to",
            "shall be free to",
            "shall be entitled to",
            "{is} *adv welcome to",
            "{is} *adv entitled to",
            "it is *adv acceptable|permissible|okay|ok|fine to",
            "it's *adv acceptable|permissible|okay|ok|fine to",
        ),
        Force.ALLOW: (
            "{is} *adv {allowed} to?",
            "shall|will be *adv {allowed} to?",
            "{is} *adv free",
            "{is} *adv permissible",
            "{is} not {forbidden} from",
            "does|do|shall not {prevent}",
            "nothing ...8 {prevents}",
            "nothing ...8 shall|will|may {prevent}",
            "nothing ...8 shall|will|may|should be {defined} to|as {preventing}",
        ),
        Force.FORBID: (
            "may|shall|must|will|can *adv not",
            "may|shall|must|will|can *adv never",
            "may|shall|must no longer",
            "in|under|on|at no case|circumstances|account|time|event may|shall|must",
            "cannot *adv never?",
            "can't *adv",
            "shall|must|will *adv refrain|abstain|desist from",
            "shall|must|will *adv avoid",
            "shall|must|will *adv remain|stay|keep silent",
            "{is} to *adv refrain|abstain|desist from",
            "{is} not to",
            "{is} *adv {forbidden} from?",
            "shall be *adv {forbidden} from?",
            "{is} not *adv {entitled} to?",
            "shall|will not be *adv {entitled} to?",
            "{is} never *adv {allowed} to?",
            "{is} *adv not permissible",
            "do|does not benefit from the exception",
            "{is} *adv suspended",
            "it is *adv prohibited|forbidden|unlawful to|for?",
            "prohibit|prohibits ...6 from",
            "{is} not free to",
            "has|have no right to",
            "would|could not *adv be *adv {entitled} to?",
        ),
        Force.OBLIGE: (
            "shall",
            "must",
            "will",
            "{is} to",
            "has|have to",
            "need|needs to",
            "has|have a|the? duty|obligation to",
            "{is} *adv bound to",
        ),
        Force.STATED: ("{is} *adv {done}",),
        Force.DUTY_TO: ("the duty|obligation to",),
        Force.NEED: (
            "{is} *adv {required} to?",
            "{is} *adv mandatory|compulsory|obligatory",
            "{is} *adv needed|necessary to?",
            "shall be *adv {required} to?",
        ),
        Force.EXEMPT: (
            "{is} not *adv {required}|bound|needed|necessary to|by?",
            "shall|will not be *adv {required} to?",
            "need not",
            "do|does not *adv need|have to",
            "do|does not *adv require|need",
            "need|needs|require|requires no",
            "{is} *adv exempt|exempted from?",
            "nothing ...8 requires|obliges",
            "nothing ...8 shall require|oblige",
            "{is} under no obligation|duty to",
        ),
        Force.ADVISE: (
            "should",
            "ought to",
            "{is} *adv encouraged|urged|advised|recommended|invited|reminded to?",
            "{is} *adv advisable|preferable to?",
        ),
        Force.DISADVISE: (
            "should *adv not|never *adv",
            "should *adv avoid|refrain from?",
            "ought not to",
            "{is} *adv discouraged from?",
            "{is} not *adv recommended|advisable|encouraged to?",
        ),
        Force.UNLESS_APPROVED: (
            "{is} *adv subject to {art}? prior? written? {approval}",
            "shall be *adv subject to {art}? prior? written? {approval}",
            "require|requires|need|needs {art}? prior? written? {approval}",
            "shall|must|will require {art}? prior? written? {approval}",
        ),
        Force.IMPERATIVE_NOT: ("do not", "don't", "never", "refrain from"),
        Force.IMPERATIVE: ("ensure", "make sure"),
        Force.IMPERATIVE_AVOID: ("avoid",),
        Force.NOTHING: (
            "as the case may be",
            "come what may",
            "be|that as it may",
            "{chance} not? *adv be *adv {as_may_be}",
            "{chance} *adv be *adv {granted}",
            "{chance} not? *adv {befall}",
            "could",
            "might",
            "{chance} not? *adv have been|had|done|made|taken|an|the",
            "shall|will|must not? *adv {define}",
            "shall|will|must have the|that|its? meaning",
            "shall|will|must|may|should not? be *adv {defined}",
            "shall|will enter|come|take into|effect",
            "shall|will *adv cease to",
            "will not? *adv {will_be}",
            "{is} not thereby permitted|allowed",
            "{is} to be found|seen|expected|determined|understood",
            "{is} subject to",
            "should be noted|remembered|aware",
            "should|may the|a|an|any|this|such|that|it|there",
            "it is required|necessary|needed that",
            "free of|from",
            "{is} free of|from",
            "in need to",
            "as *adv {as_needed}",
            "those|activities|than *adv {as_needed} by|under",
            "when|where|if|unless|until|once|wherever|whenever *adv {as_needed}",
            "except|as|than|otherwise *adv {as_needed}",
            "by way of exception|derogation from? paragraph|article|section? ...1",
            "not? limited to",
            "not only",
        ),
    }.items()
    for written in lines
)
