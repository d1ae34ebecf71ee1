"""What a clause's words do: the kind of each norm, on small invented sentences."""

import pytest

from indexer.norms import read_norms
from knowledge.clause import Clause, ClauseRef, Slice
from knowledge.norm import NormKind
from knowledge.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.open()


def clause_of(text: str, lead_in: str | None = None, heading: tuple[str, ...] = ()) -> Clause:
    opening = Slice(lead_in, 0, len(lead_in)) if lead_in is not None else None
    return Clause(ClauseRef("X", "1", "1"), text, 0, len(text), heading=heading, lead_in=opening)


PERMISSION = [
    ("Staff may join a group.", "may"),
    ("Staff are free to react to family content.", "are free to"),
    ("Reactions to family content are free.", "are free"),
    ("Staff are permitted to sell furniture.", "are permitted to"),
    ("Administrators are authorised to hide a comment.", "are authorised to"),
    ("The use of a nickname is allowed.", "is allowed"),
    ("Interns are entitled to keep their accounts.", "are entitled to"),
    ("Staff retain the right to vote.", "retain the right to"),
    ("Staff are not prohibited from following a party.", "are not prohibited from"),
    ("Nothing in this Article prevents staff from voting.", "Nothing in this Article prevents"),
    (
        "Nothing in this Article shall be construed as preventing staff from voting.",
        "Nothing in this Article shall be construed as preventing",
    ),
    ("This Part does not prohibit private opinions.", "does not prohibit"),
    ("It is acceptable to share such a post.", "is acceptable to"),
    ("Pictures of the reception may be published.", "may"),
    ("You can name your employer in the profile.", "can"),
]
PROHIBITION = [
    ("Staff shall not like such content.", "shall not"),
    ("Staff must not like such content.", "must not"),
    ("Staff may not like such content.", "may not"),
    ("Staff may never share the password.", "may never"),
    ("Staff may no longer use the account.", "may no longer"),
    ("Staff shall under no circumstances share the password.", "shall"),
    ("No mission may open a second account.", "may"),
    ("No pictures shall be taken in secure areas.", "shall"),
    ("Nobody may open an official account.", "may"),
    ("No person may share the password.", "may"),
    ("Neither interns nor consultants may post.", "may"),
    ("None of the administrators may post alone.", "may"),
    ("In no case may a password be shared.", "In no case may"),
    ("Staff are prohibited from signing a petition.", "are prohibited from"),
    ("Praise of the government is likewise prohibited.", "is likewise prohibited"),
    ("It is forbidden to film inside the embassy.", "is forbidden to"),
    ("Live streaming is not permitted.", "is not permitted"),
    ("Staff are not allowed to install games.", "are not allowed to"),
    ("A user would not be permitted to post this.", "would not be permitted to"),
    ("Active members will not post such comments.", "will not"),
    ("Administrators are not to argue with users.", "are not to"),
    ("Staff shall refrain from commenting.", "shall refrain from"),
    ("In a crisis other staff shall remain silent.", "shall remain silent"),
    ("Do not open the link.", "Do not"),
    ("Never share a password.", "Never"),
    ("Routine posts are suspended during mourning.", "are suspended"),
    ("An account cannot be converted to private use.", "cannot"),
    ("A provider may not charge for this.", "may not"),
    ("Staff shall give no interviews.", "shall"),
    (
        "An altered share does not benefit from the exception.",
        "does not benefit from the exception",
    ),
]
DUTY = [
    ("Staff shall report the message.", "shall"),
    ("Staff must report the message.", "must"),
    ("Staff are required to report the message.", "are required to"),
    ("Multi-factor authentication is required.", "is required"),
    ("The yearly training is mandatory.", "is mandatory"),
    ("Staff have to report the message.", "have to"),
    ("Staff are to report the message.", "are to"),
    ("Commanders will report the message.", "will"),
    ("Breaches are reported to the Head of Mission.", "are reported"),
    ("Such content is removed within 2 hours.", "is removed"),
    ("Ensure that the message reaches all staff.", "Ensure"),
    ("The duty to report such a message applies off duty too.", "The duty to"),
    ("Images shall be captioned not later than the next day.", "shall"),
]
EXEMPTION = [
    ("Staff are not required to register an account.", "are not required to"),
    ("Staff shall not be required to register an account.", "shall not be required to"),
    ("A spouse need not close the account.", "need not"),
    ("Staff need no permission to open an account.", "need no"),
    ("A private account requires no approval.", "requires no"),
    ("No permission is needed to open an account.", "is needed to"),
    ("No approval is required for a novel.", "is required"),
    ("Staff do not have to register an account.", "do not have to"),
    ("Nothing in this Part requires staff to close accounts.", "Nothing in this Part requires"),
    ("Spouses are exempt from the training.", "are exempt from"),
    ("Spouses are not bound by this Directive.", "are not bound by"),
]
ADVICE_FOR = [
    ("Staff should review earlier content.", "should"),
    ("Missions are encouraged to hold a session.", "are encouraged to"),
    ("Staff are strongly urged to attend.", "are strongly urged to"),
    ("Multi-factor authentication is recommended.", "is recommended"),
]
ADVICE_AGAINST = [
    ("Staff should not accept contact requests.", "should not"),
    ("Staff should never accept contact requests.", "should never"),
    ("Avoid use of titles on a private page.", "Avoid"),
    ("The use of nicknames is discouraged.", "is discouraged"),
    ("Scheduling posts is not recommended.", "is not recommended"),
]
NO_NORM = [
    "Staff remove content that may harm a person.",
    "The text of the notice may be found on the intranet.",
    "Sensitive information may include a schedule.",
    "The Minister or the Spokesperson, as the case may be, answers.",
    "Breaches may lead to a warning.",
    'In this Directive "post" means content that an account may publish.',
    "A reaction shall mean any emoji.",
    "A follow shall not be regarded as an endorsement.",
    "This Directive shall enter into force on 1 March 2026.",
    "A heart counts as a like.",
    "What this Directive does not mention is not thereby allowed.",
    "May I like this post?",
    "Any person who handles or may handle money.",
    "The risk that an account may be used for fraud is high.",
    "You commit fraud if you:\n* don't tell the office\n* need permission to enter",
    "If you do not pay, or do not pay enough.",
    "Whether the employee is authorised to speak.",
    "This limits the extent to which employees may access their accounts.",
    "The accounts that a mission may follow are listed below.",
    "Staff use the form where required.",
    "Private messages are not monitored.",
    "The Directorate monitors public posts.",
    "The purpose of this Part is to make posts safe.",
    "In May 2026 the new version arrives.",
    'He said "staff may post freely" and left.',
    "The account is free of charge.",
    "A personal account is governed by Part IV, even though no permission is needed to open it.",
    "",
    "?",
    "Staff",
]


def _cases() -> list[tuple[str, str, str]]:
    tables = (PERMISSION, PROHIBITION, DUTY, EXEMPTION, ADVICE_FOR, ADVICE_AGAINST)
    kinds = ("permission", "prohibition", "duty", "exemption", "advice_for", "advice_against")
    return [(kind, *case) for kind, table in zip(kinds, tables, strict=True) for case in table]


@pytest.mark.parametrize(("kind", "text", "trigger"), _cases())
def test_a_sentence_has_one_norm_of_its_kind(vocabulary, kind, text, trigger):
    norms = read_norms(clause_of(text), vocabulary)

    found = [(norm.kind.value, norm.trigger.of(text)) for norm in norms]
    assert [(one, words.removeprefix("It ")) for one, words in found] == [(kind, trigger)]


@pytest.mark.parametrize("text", NO_NORM)
def test_words_that_only_look_like_a_norm_rule_nothing(vocabulary, text):
    assert read_norms(clause_of(text), vocabulary) == ()


def test_two_rules_in_one_sentence_are_two_norms(vocabulary):
    text = "Missions may like content of the Ministry but shall not like content of a party."

    norms = read_norms(clause_of(text), vocabulary)

    assert [(norm.kind, norm.trigger.of(text)) for norm in norms] == [
        (NormKind.PERMISSION, "may"),
        (NormKind.PROHIBITION, "shall not"),
    ]
    assert norms[0].topics == {"ministry_content"}
    assert norms[1].topics == {"political_party_or_candidate"}


def test_what_a_duty_governs_is_no_second_norm(vocabulary):
    text = "Missions shall ensure that images and videos must never show a passport."

    assert [norm.kind for norm in read_norms(clause_of(text), vocabulary)] == [NormKind.DUTY]


def test_only_before_the_trigger_names_nobody(vocabulary):
    norms = read_norms(clause_of("Staff only need to register once."), vocabulary)

    assert [norm.kind for norm in norms] == [NormKind.DUTY]


def test_must_only_stays_a_duty(vocabulary):
    text = "Official accounts must only be used from ministry devices."

    norm = read_norms(clause_of(text), vocabulary)[0]

    assert norm.kind is NormKind.DUTY
    assert norm.condition is None


def test_a_trigger_in_brackets_rules_nothing_by_itself(vocabulary):
    text = "Staff shall not campaign (but naming a party in the profile is allowed)."

    assert [norm.kind for norm in read_norms(clause_of(text), vocabulary)] == [NormKind.PROHIBITION]


@pytest.mark.parametrize(
    ("answer", "kind", "trigger"),
    [
        ("A: NO. That is campaigning.", NormKind.PROHIBITION, "NO"),
        ("A: YES, provided you are off duty.", NormKind.PERMISSION, "YES"),
        ("Answer (All staff): Yes.", NormKind.PERMISSION, "Yes"),
    ],
)
def test_an_answer_rules_on_the_question_before_it(vocabulary, answer, kind, trigger):
    text = f"Q: May I like the page of a party? {answer}"

    norm = read_norms(clause_of(text), vocabulary)[0]

    assert (norm.kind, norm.trigger.of(text)) == (kind, trigger)
    assert norm.actions == {"like"}


def test_an_answer_finds_its_question_in_the_lead_in(vocabulary):
    text = "NO. You may not do that at any time."

    norm = read_norms(clause_of(text, lead_in="Q: May I share the link?"), vocabulary)[0]

    assert (norm.kind, norm.in_lead_in, norm.actions) == (NormKind.PROHIBITION, False, {"share"})
