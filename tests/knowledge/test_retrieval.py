from dataclasses import dataclass
from datetime import date

import pytest

from knowledge.clause import Clause, ClauseRef, Example
from knowledge.directive import Directive
from knowledge.norm import Norm, NormKind, Span
from knowledge.retrieval.agreement import Agreement
from knowledge.retrieval.fusion import Fusion
from knowledge.retrieval.match import Query
from knowledge.retrieval.retriever import Retriever
from knowledge.retrieval.search_index import SearchIndex, searched_text
from knowledge.situation import Situation


@dataclass(frozen=True)
class Named:
    dimension: str
    name: str


EVERYDAY = {"heart": "like", "like": "like", "retweet": "share", "share": "share"}


class TwoWordVocabulary:
    """Knows that a heart is a like and a retweet a share."""

    def mentions(self, text, language=None):
        words = text.lower().replace("?", " ").replace(".", " ").split()
        return tuple(Named("action", EVERYDAY[word]) for word in words if word in EVERYDAY)

    def gloss(self, text, language=None):
        return " ".join(named.name for named in self.mentions(text))

    def lineage(self, dimension, name):
        return (name,)


def clause(number, text, *, version="2", heading=(), asked=(), norms=(), directive="MFA-SMD"):
    ref = ClauseRef(directive, version, number)
    return Clause(ref, text, 0, len(text), heading=heading, asked=asked, norms=norms)


LIKING = Norm(NormKind.PROHIBITION, Span(0, 1), accounts=frozenset({"personal"}))
LIKING_OFFICIALLY = Norm(NormKind.PERMISSION, Span(0, 1), accounts=frozenset({"official"}))
CLAUSES = (
    clause("10.1", "An official account may like content of the Ministry.",
           heading=("Part II", "Article 10 Reactions"), norms=(LIKING_OFFICIALLY,)),
    clause("14.2", "Credentials shall be handed over not later than the last working day.",
           heading=("Part II", "Article 14 Handover"),
           asked=(Example("When do I give back the logins?"),)),
    clause("23.1", "Staff shall not like content on public matters.",
           heading=("Part III", "Article 23 Reactions"), norms=(LIKING,)),
    clause("23.2", "Content on family matters may be enjoyed freely.",
           heading=("Part III", "Article 23 Reactions")),
    clause("38.1", "Report a suspicious message to the unit within 24 hours."),
    clause("38.1", "Report a suspicious message to the unit within 48 hours.", version="1"),
    clause("1", "Diplomats in Kenya shall not like anything.", directive="KE-PN", version="1"),
)  # fmt: skip
DIRECTIVES = {
    "MFA-SMD v2": Directive(
        "MFA-SMD", "Social media", jurisdiction="home", version="2",
        in_force_from=date(2026, 3, 1),
    ),
    "MFA-SMD v1": Directive(
        "MFA-SMD", "Social media", jurisdiction="home", version="1",
        in_force_from=date(2024, 1, 1), in_force_until=date(2026, 2, 28),
    ),
    "KE-PN v1": Directive("KE-PN", "Note on Kenya", jurisdiction="Kenya", version="1"),
}  # fmt: skip
KNOWN = {"shoe", "boat"}
TODAY = date(2026, 6, 1)


def retriever_of(clauses, encoder, index=None):
    vocabulary = TwoWordVocabulary()
    index = index or SearchIndex.build(clauses, DIRECTIVES, encoder.encode, vocabulary)
    return Retriever(
        clauses, DIRECTIVES, index, encoder, vocabulary, Fusion.open(), known=KNOWN.__contains__
    )


@pytest.fixture(scope="module")
def retriever(word_hash_encoder):
    return retriever_of(CLAUSES, word_hash_encoder)


def found(retriever, text, limit=20, **query):
    query = {"as_of": TODAY} | query
    matches = retriever.retrieve(Query(text, **query), limit)
    return [str(match.clause.ref) for match in matches.accepted]


def test_the_clause_that_shares_the_words_comes_first(retriever):
    assert found(retriever, "who reports a suspicious message?")[0] == "MFA-SMD v2 §38.1"


def test_an_everyday_word_finds_the_clause_that_means_it(retriever):
    assert found(retriever, "a heart for content?")[0] in ("MFA-SMD v2 §10.1", "MFA-SMD v2 §23.1")


def test_an_example_question_finds_its_clause(retriever):
    assert found(retriever, "give back logins")[0] == "MFA-SMD v2 §14.2"


def test_the_heading_is_searched_and_not_its_number():
    assert searched_text(CLAUSES[0]).startswith("Reactions. An official account")


def test_a_reference_is_looked_up_in_the_order_of_the_directive(retriever):
    assert found(retriever, "What does article 23 say?") == [
        "MFA-SMD v2 §23.1",
        "MFA-SMD v2 §23.2",
    ]


def test_a_reference_beside_a_question_puts_its_clauses_first(retriever):
    first_two = found(retriever, "does article 23 speak of a suspicious message?")[:2]
    assert sorted(first_two) == ["MFA-SMD v2 §23.1", "MFA-SMD v2 §23.2"]


def test_a_reference_that_leads_nowhere_is_searched_as_words(retriever):
    assert found(retriever, "article 99 suspicious message")[0] == "MFA-SMD v2 §38.1"


def test_a_quoted_phrase_outweighs_everything(retriever):
    question = 'suspicious message report "family matters" within 24 hours'
    assert found(retriever, question)[0] == "MFA-SMD v2 §23.2"


def test_a_slip_of_the_pen_is_forgiven(retriever):
    assert found(retriever, "susspicious mesage")[0] == "MFA-SMD v2 §38.1"


def test_only_what_is_in_force_on_the_day_is_found(retriever):
    old = found(retriever, "suspicious message", as_of=date(2025, 1, 1))
    assert old[0] == "MFA-SMD v1 §38.1"
    assert not [ref for ref in old if " v2 " in ref]


def test_another_country_is_found_only_when_it_is_named(retriever):
    assert not [ref for ref in found(retriever, "like") if ref.startswith("KE")]
    assert found(retriever, "like", jurisdictions=("Kenya",)) == ["KE-PN v1 §1"]


def test_the_account_of_the_situation_decides_between_two_like_clauses(retriever):
    personal = found(retriever, "like content?", situation=Situation(account="personal"))
    official = found(retriever, "like content?", situation=Situation(account="official"))
    assert personal[0] == "MFA-SMD v2 §23.1"
    assert official[0] == "MFA-SMD v2 §10.1"


def test_what_falls_below_the_limit_is_kept_as_rejected(retriever):
    matches = retriever.retrieve(Query("like content", as_of=TODAY), 1)
    assert len(matches.accepted) == 1
    assert matches.rejected
    scores = [match.score for match in (*matches.accepted, *matches.rejected)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert matches.accepted[0].features["words"] > 0


def test_where_nothing_is_in_force_nothing_is_found(retriever):
    assert found(retriever, "like", as_of=date(1990, 1, 1)) == []


@pytest.mark.parametrize("text", ["", "?", "🙂", "who may do it?", "a" * 5000, '""'])
def test_a_message_without_content_words_is_survived(retriever, text):
    retriever.retrieve(Query(text, as_of=TODAY))


def test_an_opened_index_retrieves_as_the_built_one(retriever, word_hash_encoder, tmp_path):
    SearchIndex.build(CLAUSES, DIRECTIVES, word_hash_encoder.encode, TwoWordVocabulary()).save(
        tmp_path
    )
    opened = retriever_of(CLAUSES, word_hash_encoder, SearchIndex.open(tmp_path))
    for text in ("like content", "give back logins", "suspicious message", "family"):
        query = Query(text, as_of=TODAY)
        expected = retriever.retrieve(query).accepted
        actual = opened.retrieve(query).accepted
        assert [match.clause for match in actual] == [match.clause for match in expected]
        assert [match.score for match in actual] == pytest.approx(
            [match.score for match in expected], rel=0.01
        )


def test_a_norm_on_the_wider_topic_speaks_of_the_narrower_one():
    abroad = Norm(NormKind.PROHIBITION, Span(0, 1), topics=frozenset({"foreign_affairs"}))
    other = Norm(NormKind.PERMISSION, Span(0, 1), topics=frozenset({"sport"}))
    silent = Norm(NormKind.DUTY, Span(0, 1))
    clauses = [clause(str(n), "x", norms=(norm,)) for n, norm in enumerate((abroad, other, silent))]
    lineage = {"elections_abroad": ("elections_abroad", "foreign_affairs")}
    agreement = Agreement(clauses, lambda _dimension, name: lineage[name])
    action, account, topic, role = agreement.of(Situation(topic="elections_abroad")).tolist()
    assert topic == [1, -1, 0]
    assert action == account == role == [0, 0, 0]
