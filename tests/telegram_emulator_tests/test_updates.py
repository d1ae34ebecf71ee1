"""How updates reach a bot that polls, rightly and wrongly."""

import asyncio
import time

import aiohttp
import pytest

from tests.telegram_emulator import Person, TelegramEmulator

from .raw_bot import RawBot


def ids(updates: list[dict[str, object]]) -> list[object]:
    return [update["update_id"] for update in updates]


def texts(updates: list[dict[str, dict[str, object]]]) -> list[object]:
    return [update["message"]["text"] for update in updates]


def test_updates_stay_until_an_offset_confirms_them(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    ada.send("one")
    ada.send("two")
    first = bot.result("getUpdates", limit=2)
    assert texts(first) == ["/start", "one"]
    assert bot.result("getUpdates", limit=2) == first
    rest = bot.result("getUpdates", offset=ids(first)[-1] + 1)
    assert texts(rest) == ["two"]
    assert ids(first + rest) == [700_000_001, 700_000_002, 700_000_003]
    assert telegram.delivery.waiting == [700_000_003]
    assert telegram.delivery.confirmed == [700_000_001, 700_000_002]


def test_a_negative_offset_forgets_all_but_the_last(bot: RawBot, ada: Person):
    for word in ("one", "two", "three"):
        ada.send(word)
    assert texts(bot.result("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(bot.result("getUpdates")) == ["two", "three"]


def test_a_long_poll_ends_as_soon_as_something_happens(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    bot.result("getUpdates", offset=telegram.delivery.last_id + 1)

    async def poll() -> float:
        async with aiohttp.ClientSession() as session:
            began = time.monotonic()
            asyncio.get_running_loop().call_later(0.1, ada.send, "hello")
            async with session.post(bot.url("getUpdates"), json={"timeout": 20}) as response:
                assert texts((await response.json())["result"]) == ["hello"]
            return time.monotonic() - began

    assert 0.09 < asyncio.run(poll()) < 2


def test_allowed_updates_are_remembered_and_applied_when_something_happens(
    bot: RawBot, ada: Person
):
    sent = ada.send("one")
    bot.result("getUpdates", allowed_updates=["message"])
    ada.edit(sent, "uno")
    bot.result("getUpdates", allowed_updates=["message", "edited_message"])
    ada.edit(sent, "ein")
    kinds = [list(update)[1] for update in bot.result("getUpdates", allowed_updates=[])]
    assert kinds == ["message", "message", "edited_message"]


def test_unknown_allowed_updates_are_a_violation(telegram: TelegramEmulator, bot: RawBot):
    bot.complaint("getUpdates", allowed_updates=["messages"])
    assert telegram.violations[0].complaint == "unknown allowed_updates: messages"


def test_a_second_instance_ends_the_poll_of_the_first(telegram: TelegramEmulator, bot: RawBot):
    async def poll_twice() -> tuple[int, str]:
        async with aiohttp.ClientSession() as session:

            async def poll(seconds: int) -> tuple[int, str]:
                order = {"timeout": seconds}
                async with session.post(bot.url("getUpdates"), json=order) as response:
                    return response.status, (await response.json()).get("description", "")

            first = asyncio.create_task(poll(20))
            await asyncio.sleep(0.1)
            assert await poll(0) == (200, "")
            return await first

    assert asyncio.run(poll_twice()) == (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )


def test_polling_is_refused_while_a_webhook_is_set(bot: RawBot):
    bot.result("setWebhook", url="http://127.0.0.1:1/hook")
    assert bot.complaint("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert bot.call("deleteWebhook")["description"] == "Webhook was deleted"
    assert bot.call("deleteWebhook")["description"] == "Webhook is already deleted"
    assert bot.result("getUpdates") == []


def test_pending_updates_can_be_dropped(bot: RawBot, ada: Person):
    ada.send("hello")
    bot.result("deleteWebhook", drop_pending_updates=True)
    assert bot.result("getUpdates") == []


def test_held_updates_come_as_one_batch(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    bot.result("getUpdates", offset=telegram.delivery.last_id + 1)
    telegram.delivery.hold()
    for number in range(120):
        ada.send(str(number))
    assert bot.result("getUpdates") == []
    telegram.delivery.release()
    assert len(bot.result("getUpdates")) == 100


def test_duplicates_gaps_and_disorder(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    bot.result("getUpdates", offset=telegram.delivery.last_id + 1)
    telegram.delivery.duplicate_next()
    ada.send("twice")
    telegram.delivery.skip_ids(5)
    ada.send("after the gap")
    batch = bot.result("getUpdates")
    assert ids(batch) == [700_000_002, 700_000_002, 700_000_008]
    telegram.delivery.reverse_next_batch()
    assert ids(bot.result("getUpdates")) == [700_000_008, 700_000_002]
    assert ids(bot.result("getUpdates", offset=700_000_009)) == []
    telegram.delivery.redeliver(700_000_002)
    assert texts(bot.result("getUpdates", offset=700_000_009)) == ["twice"]
    assert bot.result("getUpdates", offset=700_000_009) == []
    assert telegram.delivery.deliveries_of(700_000_002) == 4


def test_poison_and_the_unknown(telegram: TelegramEmulator, bot: RawBot):
    poison = telegram.delivery.poison()
    unknown = telegram.delivery.unknown_kind()
    batch = bot.result("getUpdates")
    assert ids(batch) == [poison, unknown]
    assert "date" not in batch[0]["message"]
    assert "telepathic_message" in batch[1]
    assert not telegram.violations


def test_updates_are_lost_after_a_day(telegram: TelegramEmulator, bot: RawBot, ada: Person):
    telegram.clock.advance(24 * 3600 + 1)
    assert bot.result("getUpdates") == []


def test_ids_and_dates_are_the_same_in_every_run():
    def run() -> list[object]:
        with TelegramEmulator() as telegram:
            ada = telegram.person("Ada")
            ada.start("code")
            ada.document("a.txt", b"x")
            telegram.group("Press", ada)
            return [telegram.delivery.update(each) for each in telegram.delivery.waiting]

    assert run() == run()


def test_another_seed_brings_other_ids():
    with TelegramEmulator(seed=1) as telegram:
        assert telegram.person("Ada").id == 1_001_001


def test_telegram_goes_down_and_comes_back_as_it_was(
    telegram: TelegramEmulator, bot: RawBot, ada: Person
):
    telegram.stop()
    ada.send("while it is down")
    with pytest.raises(aiohttp.ClientConnectorError):
        bot.call("getMe")
    telegram.start()
    assert texts(bot.result("getUpdates")) == ["/start", "while it is down"]


def test_a_fixed_port_can_be_had_again():
    with TelegramEmulator() as telegram:
        url = telegram.url
    with TelegramEmulator(port=int(url.rsplit(":", 1)[1])) as telegram:
        assert telegram.url == url
        with pytest.raises(RuntimeError, match="could not start"):
            TelegramEmulator(port=int(url.rsplit(":", 1)[1])).start()
