from knowledge.terms import query_terms, terms_of, words_of


def test_a_word_is_found_in_any_inflection():
    assert terms_of("shared sharing shares") == ["share"] * 3


def test_a_compound_gives_its_parts_and_the_whole():
    assert list(words_of("public Wi-Fi")) == ["public", "wi", "fi", "wifi"]


def test_a_clause_number_stays_one_word():
    assert list(words_of("see 23.1 and 2635.702")) == ["see", "23.1", "and", "2635.702"]


def test_possessives_and_elided_articles_fall_away():
    assert list(words_of("the Ministry’s page, l'ambassade, qu'il")) == [
        "the", "ministry", "page", "ambassade", "il",
    ]  # fmt: skip


def test_ethiopic_letters_that_sound_alike_are_written_as_one():
    assert terms_of("ሥራ ዐይን ፀሐይ", "am") == terms_of("ስራ አይን ጸሀይ", "am")


def test_invisible_characters_do_not_split_a_reference():
    assert terms_of("Rule \u200e2.3.4") == ["rule", "2.3.4"]


def test_french_words_are_stemmed_as_french_and_lose_their_accents():
    assert terms_of("réseaux publiés", "fr") == ["reseau", "publi"]


def test_a_query_is_stemmed_under_each_language_of_the_index():
    assert query_terms("publications", ("en", "fr")) == ["public", "publiqu"]
