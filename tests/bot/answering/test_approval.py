import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.approval import is_of_the_approver, told_approval

OF_PDD = "only with the approval of the Public Diplomacy Directorate"
OF_BOTH = (
    "the prior written approval of the Public Diplomacy Directorate and of the Finance Directorate"
)


@pytest.mark.parametrize(
    "text",
    [
        "PDD said yes this morning, embassy page?",
        "The Spokesperson signed off on my talk last week. OK to sit down with them?",
        "PDD cleared our tweet beforehand. We can send it then?",
        "PDD agreed in writing that we block the spammer. Go?",
        "on the consulate page, with PDD's ok in writing?",
        "PDD sent us its guidance on the false airport story. Can our page correct it now?",
        "The wording was approved by PDD yesterday.",
        "We got the go-ahead from the directorate.",
        "The ambassador has already okayed the stream.",
        "Not on the list of holders, but PDD said yes in writing beforehand. In order?",
        "La PDD a validé le texte, on publie ?",
        "Avec l'accord du porte-parole, puis-je parler à la radio ?",
        "የሕዝብ ዲፕሎማሲ ዳይሬክቶሬት ፈቅዷል፤ እንለጥፈው?",
        "በፖስታ ያለውን ጽሑፍ ፒዲዲ ፈቅዷል፤ እንለጥፈው?",
    ],
)
def test_an_approval_is_told_in_many_ways(text: str) -> None:
    assert told_approval(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "I spoke to the radio without asking the Spokesperson.",
        "The Spokesperson has not approved yet.",
        "We blocked him, nobody asked PDD.",
        "PDD said no, the ambassador said yes.",
        "PDD approved the boost, Finance refused.",
        "There is no written approval.",
        "We don't have approval for it.",
        "PDD hasn't given its ok.",
        "PDD has not signed off on it.",
        "PDD did not agree.",
        "Neither PDD nor CSU approved it.",
        "I posted it before PDD approved it.",
        "Posted without PDD's approval.",
        "J'ai parlé à la presse sans l'accord du porte-parole.",
        "La PDD n'a pas encore validé le texte.",
        "ዳይሬክቶሬቱ ሳይፈቅድ ለጠፍነው።",
    ],
)
def test_a_lack_of_approval_is_told(text: str) -> None:
    assert told_approval(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "May I give an interview?",
        "Who approves an interview?",
        "Who approved it?",
        "Has PDD approved this?",
        "Was it approved by PDD?",
        "Must the post be approved by the PDD?",
        "Do I need the approval of the Spokesperson?",
        "Do I have to have the approval of PDD?",
        "If PDD approved it, may the embassy block him?",
        "May I post it once the directorate has approved it?",
        "Suppose PDD approved this.",
        "May I post only with approval?",
        "With approval pending, may we go live?",
        "PDD approved the text but not the photo.",
        "She approved my leave. May the embassy block him?",
        "My boss gave the ok to come late.",
        "They agreed to meet.",
        "PDD had agreed to nothing.",
        "I hope the Spokesperson approved it. May I speak?",
        "And has PDD approved it? We want to block him.",
        "The ambassador approved it, right?",
        "I got approval last year but it lapsed.",
        "ፒዲዲ ፈቅዷል ወይ?",
        "Facebook approved the ad.",
        "Do we have guidance on likes?",
        "We have an agreement with Kenya.",
        "How long does an approval take?",
        "Si la PDD a validé, on publie ?",
        "Qui a validé le texte ?",
        "ዳይሬክቶሬቱ ፈቅዷል?",
    ],
)
def test_what_is_asked_supposed_or_of_another_matter_tells_nothing(text: str) -> None:
    assert told_approval(text) is None


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert told_approval(text) in {True, False, None}


@pytest.mark.parametrize(
    ("text", "condition", "fits"),
    [
        ("PDD cleared it", OF_PDD, True),
        ("it was cleared", OF_PDD, False),
        ("My visa was approved. PDD is on leave.", OF_PDD, False),
        ("It was cleared by my boss", OF_PDD, False),
        ("PDD and the ambassador said yes", OF_PDD, False),
        ("the ambassador approved it", OF_PDD, False),
        ("PDD approved it", OF_BOTH, False),
        ("PDD and Finance approved it", OF_BOTH, False),
    ],
)
def test_only_the_approver_of_the_clause_counts(text: str, condition: str, fits: bool) -> None:
    assert is_of_the_approver(text, condition) is fits
