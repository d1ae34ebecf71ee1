import pytest

from knowledge.retrieval.reading import question_and_story, read


@pytest.mark.parametrize(
    ("text", "question", "story"),
    [
        ("May I like this post?", "May I like this post?", ""),
        ("My wife posted. Is this ok? I worry.", "Is this ok?", "My wife posted. I worry."),
        ("Can I? I left the U.S. in 2.5 days.", "Can I?", "I left the U.S. in 2.5 days."),
        ("no question mark here. only words", "no question mark here. only words", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_asking_sentences_are_told_from_the_story(text, question, story):
    assert question_and_story(text) == (question, story)


def test_a_post_belongs_to_the_story(word_hash_encoder):
    reading = read("May I share it?", word_hash_encoder, post="Vote for the Greens")
    assert reading.question_terms == ("share",)
    assert "vote" in reading.story_terms
    assert reading.vectors[2].any()


def test_without_a_story_its_vector_is_near_nothing(word_hash_encoder):
    assert not read("May I share it?", word_hash_encoder).vectors[2].any()
