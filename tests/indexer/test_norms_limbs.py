"""Conditions, exceptions, lead-ins, and the situation that a norm speaks of."""

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


def only_norm(vocabulary, text, lead_in=None, heading=()):
    norms = read_norms(clause_of(text, lead_in, heading), vocabulary)
    assert len(norms) == 1
    return norms[0]


CONDITIONS = [
    (
        "A mission may block a user only with the approval of the Directorate.",
        "only with the approval of the Directorate",
    ),
    (
        "Subject to the approval of the Unit, staff may use a tool.",
        "Subject to the approval of the Unit",
    ),
    ("A mission may like such a post, provided that it is factual.", "provided that it is factual"),
    ("A mission may post it on condition that it is factual.", "on condition that it is factual"),
    ("A mission may post it only if the Minister agrees.", "only if the Minister agrees"),
    ("Pictures may be published only after the event.", "only after the event"),
    ("Pictures may be published after the event.", "after the event"),
    ("If the Minister agrees, a mission may post it.", "If the Minister agrees"),
    ("A mission may post it as long as it is factual.", "as long as it is factual"),
    ("Wi-Fi may be used only through the VPN.", "only through the VPN"),
    (
        "Staff may mention it without reference to the post held.",
        "without reference to the post held",
    ),
    (
        "Boosting is subject to the prior written approval of the Unit.",
        "the prior written approval of the Unit",
    ),
    ("A live stream requires the approval of the Unit.", "the approval of the Unit"),
    (
        "The prior approval of the Unit is required for a live stream.",
        "The prior approval of the Unit",
    ),
    ("Only the Spokesperson may speak.", "Only the Spokesperson"),
    ("Using the template, missions may publish condolences.", "Using the template"),
]
EXCEPTIONS = [
    (
        "Staff shall not boost a post unless the Unit has approved it.",
        "unless the Unit has approved it",
    ),
    ("Staff shall not forward it except to the Unit.", "except to the Unit"),
    ("Staff shall not share it, save that interns may read it.", "save that interns may read it"),
    ("Staff shall not use a language other than English.", "other than English"),
    (
        "Staff shall not post it without the approval of the Unit.",
        "without the approval of the Unit",
    ),
    (
        "Staff shall not, without the approval of the Unit, post it.",
        "without the approval of the Unit",
    ),
    ("No statement may be made before the Unit has agreed.", "before the Unit has agreed"),
    ("Missions shall not publish it otherwise than in English.", "otherwise than in English"),
    (
        "Nobody other than the Minister may post it without the approval of the Unit.",
        "without the approval of the Unit",
    ),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_a_permission_keeps_its_condition(vocabulary, text, condition):
    norm = only_norm(vocabulary, text)

    assert norm.kind is NormKind.PERMISSION
    assert norm.condition is not None
    assert norm.condition.of(text) == condition


@pytest.mark.parametrize(("text", "exception"), EXCEPTIONS)
def test_a_prohibition_keeps_its_exception(vocabulary, text, exception):
    norm = only_norm(vocabulary, text)

    assert norm.kind is NormKind.PROHIBITION
    assert norm.exception is not None
    assert norm.exception.of(text) == exception


@pytest.mark.parametrize(
    "text",
    [
        "During national mourning staff may follow such an account.",
        "On a personal account staff may follow such an account.",
        "Staff may follow such an account, in accordance with Article 5.",
        "By way of exception from paragraph 2, staff may follow such an account.",
        "Staff may follow such an account without approval.",
    ],
)
def test_a_circumstance_is_no_condition(vocabulary, text):
    norm = only_norm(vocabulary, text)

    assert (norm.kind, norm.condition) == (NormKind.PERMISSION, None)


def test_a_relative_clause_narrows_a_prohibition(vocabulary):
    text = "A share that is altered must not be published."

    norm = only_norm(vocabulary, text)

    assert norm.condition is not None
    assert norm.condition.of(text) == "that is altered"


def test_negation_reaches_every_item_of_a_list_in_one_clause(vocabulary):
    text = "Staff shall not: (a) like; (b) share; or (c) follow a page of a party."

    norm = only_norm(vocabulary, text)

    assert norm.kind is NormKind.PROHIBITION
    assert norm.actions == {"like", "share", "follow"}


def test_a_negated_list_of_verbs_is_one_prohibition_of_all(vocabulary):
    norm = only_norm(vocabulary, "An official account shall not like, share or follow a party.")

    assert norm.actions == {"like", "share", "follow"}
    assert norm.topics == {"political_party_or_candidate"}
    assert norm.accounts == {"official"}


def test_an_item_inherits_the_rule_of_its_lead_in(vocabulary):
    lead_in = "An official account shall not like or share content of:"

    norm = only_norm(vocabulary, "political parties;", lead_in)

    assert (norm.kind, norm.in_lead_in) == (NormKind.PROHIBITION, True)
    assert norm.trigger.of(lead_in) == "shall not"
    assert norm.actions == {"like", "share"}
    assert norm.topics == {"political_party_or_candidate"}


def test_an_item_brings_the_verb_where_the_lead_in_ends_with_the_trigger(vocabulary):
    norm = only_norm(vocabulary, "forward a suspicious message;", "Staff shall not:")

    assert norm.kind is NormKind.PROHIBITION
    assert norm.actions == {"share"}


def test_an_item_keeps_a_condition_that_stands_in_the_lead_in(vocabulary):
    lead_in = "A mission may post on these matters only with the clearance of the Unit:"

    norm = only_norm(vocabulary, "armed conflict;", lead_in)

    assert norm.condition_in_lead_in
    assert norm.condition is not None
    assert norm.condition.of(lead_in) == "only with the clearance of the Unit"
    assert norm.topics == {"armed_conflict"}


def test_an_item_is_the_condition_where_the_lead_in_breaks_off(vocabulary):
    text = "the Head of Mission has agreed;"

    norm = only_norm(vocabulary, text, "An official account may stream live only if:")

    assert not norm.condition_in_lead_in
    assert norm.condition is not None
    assert norm.condition.of(text) == "the Head of Mission has agreed"


def test_a_bare_only_before_a_list_asks_nothing_of_its_items(vocabulary):
    norm = only_norm(vocabulary, "consular notices.", "An official account may then post only:")

    assert (norm.condition, norm.topics) == (None, {"consular"})


def test_an_item_with_a_rule_of_its_own_does_not_inherit(vocabulary):
    norm = only_norm(vocabulary, "Interns may follow it.", "The following holds for accounts:")

    assert (norm.kind, norm.in_lead_in) == (NormKind.PERMISSION, False)


def test_an_item_turns_a_duty_round_by_its_own_negation(vocabulary):
    norm = only_norm(vocabulary, "not disclose the schedule;", "Staff must:")

    assert norm.kind is NormKind.PROHIBITION


def test_the_opening_of_a_list_permits_nothing_by_itself(vocabulary):
    assert read_norms(clause_of("An official account may like content of:"), vocabulary) == ()


def test_an_item_under_a_definition_has_no_norm(vocabulary):
    assert read_norms(clause_of('"post" means content;', "In this Directive:"), vocabulary) == ()


def test_the_heading_says_which_account_is_meant(vocabulary):
    heading = ("Part III Personal accounts", "Article 23 Reactions")

    norm = only_norm(vocabulary, "Staff may like content of an official account.", heading=heading)

    assert norm.accounts == {"personal"}


def test_an_act_without_an_account_is_not_bound_by_the_heading(vocabulary):
    heading = ("Part III Personal accounts", "Article 31 Journalists")

    norm = only_norm(vocabulary, "Staff shall not give an interview.", heading=heading)

    assert norm.accounts == frozenset()


def test_only_the_governed_verb_is_the_action(vocabulary):
    norm = only_norm(vocabulary, "Staff shall not like a post that shares a rumour in a comment.")

    assert norm.actions == {"like"}


def test_the_action_of_a_passive_is_its_participle(vocabulary):
    assert only_norm(vocabulary, "The password shall not be shared.").actions == {"share_password"}


def test_a_kind_of_posting_takes_the_place_of_posting(vocabulary):
    assert only_norm(vocabulary, "Missions may publish condolences.").actions == {"condole"}


def test_an_act_without_a_word_is_other_and_not_everything(vocabulary):
    assert only_norm(vocabulary, "Staff may wear a hat.").actions == {"other"}


def test_all_staff_but_two_are_named_by_the_others(vocabulary):
    text = "All staff other than the Spokesperson and Heads of Mission shall remain silent."

    norm = only_norm(vocabulary, text)

    assert {"intern", "diplomat"} <= norm.roles
    assert not {"spokesperson", "head_of_mission"} & norm.roles
    assert norm.actions == frozenset()


def test_what_a_mission_does_it_does_officially(vocabulary):
    assert only_norm(vocabulary, "Missions may congratulate the winner.").accounts == {"official"}
