"""The everyday words of situations, found in texts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import SourceError
from knowledge.vocabulary import Vocabulary
from knowledge.vocabulary_words import language_of

VOCABULARY = Vocabulary.open()


def names(text: str, dimension: str) -> list[str]:
    found = (one.name for one in VOCABULARY.mentions(text) if one.dimension == dimension)
    return list(dict.fromkeys(found))


SMALL = """
[action.like]
label = "like"
gloss = "like react"
en = ["like", "thumb up", "press|hit ~ heart"]
fr = ["aimer"]
am = ["ላይክ"]

[action.love]
parent = "like"
any = ["❤"]

[topic.sport]
en = ["=goal", "embassy's ~1 cup"]

[[context]]
entry = "action.like"
words = ["like"]
not_after = ["would"]
not_before = ["to", "rules"]
reach = 2
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "vocabulary.toml"

    def opened(text: str = SMALL) -> Vocabulary:
        path.write_text(text, encoding="utf-8")
        return Vocabulary.open(path)

    return opened


def words_found(vocabulary: Vocabulary, text: str) -> list[str]:
    return [one.words for one in vocabulary.mentions(text)]


def test_a_word_stands_for_its_inflections(small):
    assert words_found(small(), "She liked it, likes it, is liking it") == [
        "liked",
        "likes",
        "liking",
    ]


def test_an_exact_word_stands_for_itself_alone(small):
    assert words_found(small(), "goal and goals") == ["goal"]


def test_a_phrase_bridges_a_few_words_but_no_punctuation(small):
    assert words_found(small(), "I pressed the red heart") == ["pressed the red heart"]
    assert words_found(small(), "I pressed it. My heart sank") == []


def test_of_two_overlapping_phrases_the_longer_counts(small):
    text = "thumb up"

    assert [(one.name, one.words) for one in small().mentions(text)] == [("like", "thumb up")]


def test_neighbours_keep_an_ambiguous_word_away(small):
    assert words_found(small(), "I would like it") == []
    assert words_found(small(), "I like the old rules") == []
    assert words_found(small(), "I like the old songs") == ["like"]


def test_a_possessive_is_told_from_a_subject(small):
    assert words_found(small(), "our embassy's cup") == ["embassy's cup"]
    assert words_found(small(), "can our embassy cup it") == []


def test_an_emoji_is_a_word_of_every_language(small):
    assert words_found(small(), "ok ❤️ !") == ["❤"]
    assert words_found(small(), "ይህን ❤") == ["❤"]


def test_the_lineage_runs_to_the_widest(small):
    assert small().lineage("action", "love") == ("love", "like")


def test_words_and_gloss_serve_the_search(small):
    vocabulary = small()

    assert vocabulary.words("action", "like") == ("like", "thumb up")
    assert vocabulary.gloss("Puis-je aimer cela ?") == "like react"
    assert vocabulary.gloss("ላይክ ማድረግ") == "like react"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "not a readable vocabulary"),
        ("[mood.x]", "unknown key 'mood'"),
        ("[action.x]\nverbs = []", "action.x: unknown key 'verbs'"),
        ("[action.x]\nen = 'like'", "action.x.en must be a list of words"),
        ("[action.x]\nparent = 'y'", "its parent 'y' is no entry"),
        ("action = 3\n", "must be a table"),
        ("[[context]]\nentry = 'action.x'", "no such entry"),
        ("[action.x]\n[[context]]\nentry = 'action.x'\nreach = 0", "reach must be a number"),
    ],
)
def test_a_mistake_in_the_file_names_its_place_and_the_cure(small, text, message):
    with pytest.raises(SourceError) as caught:
        small(text)

    assert message in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("May I like this post?", "like"),
        ("can I heart it", "like"),
        ("a thumbs-up from me", "like"),
        ("am I free to upvote it", "like"),
        ("RT this?", "share"),
        ("can we retweet the minister", "share"),
        ("I reposted it", "share"),
        ("send him a DM", "message"),
        ("do we need subtitles", "caption"),
        ("boost a post", "advertise"),
        ("how do we get the blue tick", "verify_account"),
        ("is two-factor needed", "use_mfa"),
        ("2FA please", "use_mfa"),
        ("use my burner account", "use_pseudonym"),
        ("mes collègues veulent partager cela", "share"),
        ("puis-je commenter la politique", "comment"),
        ("ፖስቱን ላጋራ እችላለሁ?", "share"),
        ("አስተያየት መስጠት እችላለሁ?", "comment"),
        ("can I go live from the reception", "livestream"),
        ("may I post the password by e-mail", "share_password"),
        ("who signs off on ads", "advertise"),
        ("I wrote a novel", "publish"),
        ("my facebok retwet", "share"),
        ("changed the passwrod", "set_password"),
    ],
)
def test_everyday_words_name_the_action(text, action):
    assert action in names(text, "action")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("I would like to know", "like"),
        ("apps like this one", "like"),
        ("it looks like rain", "like"),
        ("what is it like", "like"),
        ("may I hold shares in a company", "share"),
        ("we look forward to it", "share"),
        ("follow the procedure", "follow"),
        ("please follow federal rules", "follow"),
        ("my new posting in Cairo", "post"),
        ("the last working day at post", "post"),
        ("I was posted to Nairobi", "post"),
        ("an apartment block", "block_user"),
        ("the train to Geneva", "train"),
        ("a communication to all", "administer"),
        ("a heart attack", "like"),
    ],
)
def test_an_ambiguous_word_in_another_sense_is_left_alone(text, action):
    assert action not in names(text, "action")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("the country's internal or foreign affairs", "internal_affairs"),
        ("the country's internal or foreign affairs", "foreign_affairs"),
        ("our ministry's statement", "ministry_content"),
        ("a tweet by the Ministry", "ministry_content"),
        ("the ruling party", "political_party_or_candidate"),
        ("the football world cup", "personal_matters"),
        ("someone hacked our page", "account_hacked"),
        ("une rumeur sur la guerre", "unverified"),
        ("የጥላቻ ንግግር", "hate"),
        ("the election in Kenya", "foreign_elections"),
        ("a passport scan", "personal_data"),
    ],
)
def test_everyday_words_name_the_topic(text, topic):
    assert topic in names(text, "topic")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Quel est l'objectif de cette directive ?", "action.object"),
        ("Quel est l'objectif de cette directive ?", "action.livestream"),
        ("Puis-je l'envoyer par message direct ?", "action.livestream"),
        ("Les réseaux sociaux sont-ils permis ?", "action.connect_network"),
        ("Un diplomate peut-il le faire ?", "topic.foreign_affairs"),
        ("J'aime un parti politique", "role.leaving_holder"),
        ("Il est parti sans moi", "topic.political_party_or_candidate"),
        ("Je suis à Paris", "topic.political_party_or_candidate"),
        ("Je suis attaché culturel", "action.follow"),
        ("Dois-je suivre la formation ?", "action.follow"),
        ("Puis-je changer la photo de mon profil ?", "action.list_profile"),
        ("Que dit un article du règlement ?", "action.publish"),
        ("Comment se faire aider ?", "action.comment"),
        ("C'est une blague de petit chef", "action.petition"),
        ("Dans la mesure du possible, on le fait", "action.discipline"),
        ("Le chef de poste est-il là ?", "action.post"),
        ("À qui donner mon avis ?", "action.donate"),
        ("Puis-je parler au téléphone ?", "topic.internal_affairs"),
        ("Une application sur Signal, est-ce sûr ?", "action.report"),
        ("Un consultant est-il lié ?", "action.view"),
        ("ሊንክዲን ላይ መለጠፍ እችላለሁ?", "action.click_link"),
        ("ኢሞጂ ብቻ ነው", "platform.messenger"),
        ("ፕሮፋይሌ ላይ ልጨምር?", "action.send_document"),
        ("ኢንተርኔት ላይ ነው", "role.intern"),
        ("እንግዳ ሰው መጣ", "topic.commercial"),
        ("በቆንስላው ገጽ", "role.diplomat"),
        ("ፓስፖርት ጠፋ", "topic.personal_matters"),
        ("ሰውየው የሚስተናገደው የት ነው?", "role.spouse_dependant"),
        ("በግልጽ ንገረኝ", "account.personal"),
        ("የባህል አታሼው", "topic.personal_matters"),
        ("ትዊተር ላይ ነኝ", "action.post"),
        ("አጋሮች አሉን", "action.share"),
        ("የሥራ ጓደኛዬ ነው", "action.accept_contact"),
    ],
)
def test_a_word_is_not_found_inside_one_of_another_meaning(text, entry):
    dimension, name = entry.split(".")

    assert name not in names(text, dimension)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("À quoi sert ce texte ?", "purpose"),
        ("Le siège est-il concerné aussi ?", "headquarters"),
        ("Que veut dire « réaction » ?", "definition"),
        ("Deux règles se contredisent, que faire ?", "stricter provision prevails"),
        ("Combien de jours ouvrables avant ?", "working days"),
        ("Faut-il garder une capture d'écran ?", "screenshot"),
        ("Puis-je mettre la mention « opinions personnelles » ?", "Views are my own"),
        ("On me voit en arrière-plan, est-ce grave ?", "background"),
        ("የዚህ መመሪያ ዓላማ ምንድን ነው?", "purpose"),
        ("ተለማማጅ ነኝ፤ ይመለከተኛል?", "binds staff"),
        ("ሁለት አንቀጾች ቢጋጩ የትኛው ይበልጣል?", "stricter provision prevails"),
        ("ኮሜንት ከማጥፋቴ በፊት ስክሪንሾት ላንሳ?", "screenshot"),
        ("የቪዲዮ ካፕሽን ግዴታ ነው?", "captions"),
        ("የገጹ መግቢያ ለተተኪው ይሰጥ?", "credentials"),
        ("መመሪያውን ብጥስ ምን ይደርስብኛል?", "breach"),
        ("መመሪያው በየስንት ዓመቱ ይከለሳል?", "reviewed every 2 years"),
    ],
)
def test_a_gloss_holds_what_no_situation_has_a_field_for(text, words):
    assert words in VOCABULARY.gloss(text)


def test_what_only_a_gloss_needs_is_not_looked_for_in_english():
    assert names("the purpose and the scope of this Directive: working days", "matter") == []


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("may I like it from my own Instagram", "personal"),
        ("can I share it from my own feed", "personal"),
        ("it is on my own page", "personal"),
        ("on my LinkedIn", "personal"),
        ("mon identifiant perso", "personal"),
        ("Puis-je changer mon nom d'utilisateur personnel ?", "personal"),
        ("je le mets sur mon mur", "personal"),
        ("dans ma story", "personal"),
        ("ኢንስታግራሜ ላይ", "personal"),
        ("በራሴ ገጽ ላይ", "personal"),
        ("በግል አካውንቴ", "personal"),
        ("our official feed", "official"),
        ("on the embassy's own page", "official"),
        ("from the consulate's feed", "official"),
        ("le fil du consulat", "official"),
        ("on le met sur notre Insta", "official"),
        ("la page de l'ambassade", "official"),
        ("በሚኒስቴሩ ፌስቡክ", "official"),
        ("በቆንስላው ትዊተር", "official"),
        ("ገጻችን ላይ", "official"),
    ],
)
def test_whose_account_it_is(text, account):
    assert names(text, "account") == [account]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Peut-on avoir deux pages Facebook ?", "fr"),
        ("On a payé Facebook sans demander", "fr"),
        ("L'attaché douanier", "fr"),
        ("comment on a post", "en"),
        ("the ministry's story", "en"),
        ("embassy's story reposted without any sticker", "en"),
        ("don't click", "en"),
        ("labour attaché", "en"),
    ],
)
def test_the_language_is_told_by_the_small_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "the host foreign ministry's post",
        "a health ministry tweet",
        "a post of the finance ministry",
        "may the embassy post about it",
    ],
)
def test_another_ministry_is_not_the_ministry(text):
    assert "ministry_content" not in names(text, "topic")
    assert "mission_content" not in names(text, "topic")


@pytest.mark.parametrize(
    "text", ["a birthday party", "a third-party tool", "a cocktail party at the residence"]
)
def test_not_every_party_is_political(text):
    assert names(text, "topic") != ["political_party_or_candidate"]


def test_homophone_letters_are_one_in_amharic():
    assert names("ሐሰተኛ ገጽ", "topic") == names("ሀሰተኛ ገፅ", "topic") == ["fake_account"]


def test_an_amharic_word_is_found_inside_a_longer_one():
    assert names("በፌስቡክ", "platform") == ["facebook"]


def test_a_gloss_turns_a_french_question_into_the_words_of_the_directive():
    gloss = VOCABULARY.gloss("Puis-je aimer une publication du ministère ?")

    assert "like" in gloss
    assert "official account of the Ministry" in gloss


def test_every_entry_can_be_found_by_its_own_first_words():
    for dimension in ("action", "account", "topic", "role", "platform", "country"):
        for name in VOCABULARY.names(dimension):
            assert name == "other" or VOCABULARY.words(dimension, name) or dimension == "topic"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_searched_and_every_mention_quotes_it(text):
    for one in VOCABULARY.mentions(text):
        assert one.words == text[one.span.start : one.span.end]
        assert one.words.strip()


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ለይክፖስትገጽ ላአ?", max_size=40))
def test_amharic_scraps_are_no_trouble(text):
    VOCABULARY.mentions(text)


def test_a_question_is_searched_in_about_a_millisecond():
    text = (
        "Can I please share from my own private page a long article of a newspaper about the "
        "government's new budget and the opposition, if I add a short comment that I disagree?"
    )
    VOCABULARY.mentions(text)
    started = time.perf_counter()
    for _ in range(50):
        VOCABULARY.mentions(text)

    assert (time.perf_counter() - started) / 50 < 0.01  # a busy machine takes ten times as long
