"""The page shows what was said, harms nobody and loads nothing."""

import re
from html.parser import HTMLParser

from tests.telegram_emulator import Person, TelegramEmulator, transcript_page

from .raw_bot import RawBot

NASTY = "<script>alert('x')</script>&\"'"


class Reader(HTMLParser):
    """Collects tags and checks that each is closed in its turn."""

    VOID = frozenset({"meta", "input", "path", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def test_nothing_that_people_write_becomes_markup(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    eve = telegram.person(NASTY)
    group = telegram.group(NASTY, eve, ada)
    eve.command("ask", NASTY, chat=group)
    eve.document(f"{NASTY}.txt", b"x", caption=NASTY, chat=group)
    ada.forward(NASTY, origin=NASTY)
    entities = [{"type": "pre", "offset": 0, "length": 5, "language": NASTY}]
    markup = {"inline_keyboard": [[{"text": NASTY, "callback_data": "x"}]]}
    bot.result(
        "sendMessage",
        chat_id=ada.id,
        text=f"words {NASTY}",
        entities=entities,
        reply_markup=markup,
        reply_parameters={"message_id": ada.chat.transcript()[-1].id},
    )
    page = transcript_page([ada.chat, group], title=NASTY)
    tags = {tag for tag, _ in read(page).seen}
    assert "script" not in tags
    assert "<script" not in page


def test_nothing_is_loaded_from_anywhere(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    link = '<a href="https://mfa.example.org/smd">source</a> https://example.org/x'
    bot.result("sendMessage", chat_id=ada.id, text=link, parse_mode="HTML")
    ada.photo("poster")
    page = transcript_page(telegram.chats)
    for tag, attributes in read(page).seen:
        assert tag not in ("img", "link", "script", "iframe", "object")
        assert not {"src", "href", "action", "srcset"} & set(attributes)
    assert "url(" not in page
    assert "@import" not in page


def test_formatting_is_drawn(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    long = "Staff shall not like, share or endorse a statement of a government. " * 4
    text = (
        "🏛 <b>Forbidden <i>by</i></b>\n<blockquote>23.1 Staff shall not</blockquote>\n"
        f"<blockquote expandable>{long}</blockquote>\n<code>§23</code>"
    )
    markup = {"inline_keyboard": [[{"text": "Helpful", "callback_data": "x"}]]}
    sent = bot.result(
        "sendMessage", chat_id=ada.id, text=text, parse_mode="HTML", reply_markup=markup
    )
    bot.result(
        "editMessageText",
        chat_id=ada.id,
        message_id=sent["message_id"],
        text=f"{text} <u>now</u>",
        parse_mode="HTML",
        reply_markup=markup,
    )
    page = transcript_page([ada.chat])
    read(page)
    assert "🏛 <b>Forbidden <i>by</i></b>" in page
    assert '<blockquote><div class="inside">23.1 Staff shall not</div></blockquote>' in page
    assert '<blockquote class="long">' in page
    assert "<code>§23</code> <u>now</u>" in page
    assert "edited 09:00" in page
    assert '<span class="key ">Helpful</span>' in page
    assert " checked" not in page
    assert " checked" in transcript_page([ada.chat], unfold=True)


def test_what_a_deep_link_carried_is_not_shown(telegram: TelegramEmulator):
    ada = telegram.person("Ada")
    ada.start("i_secret-code")
    page = transcript_page([ada.chat])
    assert "/start" in page
    assert "secret-code" not in re.sub(r"<style>.*</style>", "", page, flags=re.DOTALL)
