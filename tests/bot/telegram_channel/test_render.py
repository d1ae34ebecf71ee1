"""What an answer looks like in Telegram, to the character."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Choice, NotCovered, Quoted, Ruled, Unavailable, Verdict
from bot.answering.question import Question
from bot.telegram_channel.render.answer import render
from bot.telegram_channel.render.message import Button
from bot.telegram_channel.render.rich_text import Entity
from bot.telegram_channel.render.view import View
from knowledge.situation import Situation
from tests.scenarios.telegram import model_engine as known

ASKED = Question("May I like this?")
RULED = Ruled(
    ASKED,
    Situation(action="like", account="personal"),
    Verdict.FORBIDDEN,
    (known.Q231,),
    known.SNAPSHOT,
)


def test_a_verdict_and_its_clause() -> None:
    (message,) = render(RULED, receipt="7k3m9x2p4q", desk="the desk")
    assert message.text == (
        "✕ The directive forbids this on a personal account.\n"
        "\n"
        "On a personal account staff shall not like or otherwise react to content on government "
        "or foreign affairs.\n"
        "MFA-SMD v2 §23.1 · Article 23 Reactions\n"
        "version 2, in force since 1 March 2026\n"
        "\n"
        "Receipt: /receipt_7k3m9x2p4q"
    )
    assert message.entities == (
        Entity("bold", 0, 51),
        Entity("blockquote", 53, 106),
        Entity("bold", 81, 9),
        Entity("underline", 81, 9),
        Entity("bold", 160, 16),
        Entity("italic", 200, 38),
    )
    assert message.keyboard == (
        (Button("Why?", "v:7k3m9x2p4q:w"),),
        (Button("Ask the desk", "v:7k3m9x2p4q:d"),),
        (Button("Helpful", "f:7k3m9x2p4q:1:"), Button("Not helpful", "f:7k3m9x2p4q:0:")),
    )


def test_further_clauses_of_a_branch_are_named_and_the_date_stands_once() -> None:
    branch = replace(known.PERSONAL, quotes=(known.Q231, known.Q103))
    depends = Ruled(
        ASKED,
        Situation(),
        Verdict.DEPENDS,
        (known.Q231,),
        known.SNAPSHOT,
        branches=(branch, known.OFFICIAL),
        choices=(Choice("account", ("personal", "official")),),
    )
    (message,) = render(depends)
    assert message.text == (
        "? It depends on which account it is.\n"
        "\n"
        "✕ Personal account: the directive forbids this.\n"
        "\n"
        "On a personal account staff shall not like or otherwise react to content on government "
        "or foreign affairs.\n"
        "MFA-SMD v2 §23.1 · Article 23 Reactions\n"
        "\n"
        "Also: /clause_10_3_a\n"
        "\n"
        "◐ Official account: the directive allows this on a condition.\n"
        "\n"
        "An official account may like or share content of the host government, provided that the "
        "content concerns bilateral relations.\n"
        "MFA-SMD v2 §10.2 · Article 10 Reactions, sharing and following by official accounts\n"
        "\n"
        "version 2, in force since 1 March 2026\n"
        "\n"
        "Which account?"
    )


def test_choices_stand_above_the_other_buttons() -> None:
    depends = Ruled(
        ASKED,
        Situation(),
        Verdict.DEPENDS,
        (known.Q231,),
        known.SNAPSHOT,
        branches=(known.PERSONAL, known.OFFICIAL),
        choices=(Choice("account", ("personal", "official")), Choice("approved", ("yes", "no"))),
    )
    (message,) = render(depends, receipt="7k3m9x2p4q")
    assert message.text.startswith(
        "? It depends on which account it is and whether approval was given.\n"
        "\n"
        "✕ Personal account: the directive forbids this.\n"
    )
    assert message.keyboard[:2] == (
        (
            Button("Personal account", "c:7k3m9x2p4q:account:personal"),
            Button("Official account", "c:7k3m9x2p4q:account:official"),
        ),
        (
            Button("Approval: yes", "c:7k3m9x2p4q:approved:yes"),
            Button("Approval: not yet", "c:7k3m9x2p4q:approved:no"),
        ),
    )


def test_a_lead_in_stands_on_a_line_of_its_own_in_the_quote() -> None:
    answer = Quoted(ASKED, Situation(), (known.Q103,), known.SNAPSHOT)
    (message,) = render(answer)
    assert message.text == (
        "The directive says:\n"
        "\n"
        "An official account shall not like, share or follow the content or accounts of:\n"
        "political parties;\n"
        "MFA-SMD v2 §10.3(a) · Article 10 Reactions, sharing and following by official accounts\n"
        "version 2, in force since 1 March 2026"
    )
    assert message.entities[1:4] == (
        Entity("blockquote", 21, 98),
        Entity("bold", 41, 9),
        Entity("underline", 41, 9),
    )


def test_offsets_count_utf16_units() -> None:
    answer = Quoted(ASKED, Situation(), (known.QTRICKY, known.Q231), known.SNAPSHOT)
    (message,) = render(answer)
    units = message.text.encode("utf-16-le")
    quotes = [
        units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
        for e in message.entities
        if e.kind == "blockquote"
    ]
    assert quotes == [known.TRICKY, known.LIKE_PERSONAL]


def test_a_practice_note_comes_with_its_reservation() -> None:
    (message,) = render(Quoted(ASKED, Situation(), (known.QKENYA,), known.SNAPSHOT))
    assert message.text == (
        "The practice note on Kenya says:\n"
        "\n"
        "Public officers may react to official content from personal accounts.\n"
        "KE-PN §4.1 · Article 23 Reactions\n"
        "undated\n"
        "A summary, not the official text. Source: Public Service Commission."
    )


def test_nothing_is_quoted_where_no_clause_speaks() -> None:
    (message,) = render(NotCovered(ASKED, Situation(), (known.Q232,), known.SNAPSHOT))
    assert message.text == (
        "No clause was found that speaks to this. What no clause mentions is not thereby allowed.\n"
        "\n"
        "Nearest, but not an answer: MFA-SMD v2 §23.2 · Article 23 Reactions."
    )
    assert [entity.kind for entity in message.entities] == ["bold"]


def test_a_fault_has_no_buttons() -> None:
    (message,) = render(Unavailable(ASKED, "ab12cd34"), receipt="7k3m9x2p4q", desk="the desk")
    assert message.keyboard == ()


def test_consent_is_asked_below_the_answer() -> None:
    (message,) = render(
        RULED, receipt="7k3m9x2p4q", view=View(consent=True, vote=True), desk="the desk"
    )
    assert message.text.endswith(
        "Ask the desk? They will see the words of your question and the clauses nearest to it, "
        "and they will answer here."
    )
    assert message.keyboard == (
        (Button("Send without my name", "d:7k3m9x2p4q:q"),),
        (Button("Send with my name", "d:7k3m9x2p4q:n"),),
        (Button("Cancel", "v:7k3m9x2p4q:h"),),
    )


def test_what_telegram_does_not_show_of_a_clause_is_said() -> None:
    found = known.quote("1.9", "Staff shall\u2028not\tpost.")
    (message,) = render(Quoted(ASKED, Situation(), (found,), known.SNAPSHOT))
    assert "Telegram does not show 2 invisible characters of it." in message.text
