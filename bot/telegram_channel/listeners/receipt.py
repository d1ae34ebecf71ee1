"""``/receipt ID``: what was asked and answered, and whether the clause still reads so."""

from __future__ import annotations

from bot.answering.answer import Quoted, Ruled
from bot.storage.people import Person
from bot.storage.receipts import QuotedClause, Receipt
from bot.storage.role import Role
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Tie
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import doing, reply_to, saying
from bot.telegram_channel.render.packing import packed
from bot.telegram_channel.render.quotation import QuoteBlock
from bot.telegram_channel.render.rich_text import bold, plain
from bot.telegram_channel.turns import posts


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Shows the receipt of that name, or lists the latest."""
    if not said.text:
        return _latest(front, said, person)
    receipt = front.receipts.get(said.text)
    if receipt is None or not _may_read(receipt, person):
        return saying(said, wording.NO_SUCH_RECEIPT)
    facts = [
        wording.asked_line(receipt.question),
        wording.outcome_line(receipt.outcome, receipt.verdict),
        wording.snapshot_line(receipt.snapshot, receipt.answered_at),
        *(_today(front, quote) for quote in receipt.quotes),
    ]
    blocks = [QuoteBlock(bold(f"{wording.RECEIPT_TITLE} {receipt.id}"))]
    blocks.append(QuoteBlock(plain("\n".join(facts))))
    return doing(person, *posts(said.place, packed(blocks), Tie(), reply_to(said)))


def _latest(front: Front, said: Said, person: Person) -> Commit:
    receipts = front.receipts.of_person(person.id) if said.place.private else ()
    if not receipts:
        return saying(said, wording.NO_RECEIPTS if said.place.private else wording.RECEIPT_USAGE)
    return saying(said, "\n".join(map(wording.receipt_entry, receipts)))


def _may_read(receipt: Receipt, person: Person) -> bool:
    """The asker; and the desk, which checks what somebody says they were told."""
    role = person.role
    return receipt.person_id == person.id or (role is not None and role.includes(Role.DESK))


def _today(front: Front, quoted: QuotedClause) -> str:
    found = front.engine.clause(quoted.ref.number, quoted.ref.directive)
    if not isinstance(found, Ruled | Quoted):
        return wording.reads_line(str(quoted.ref), wording.NOT_IN_FORCE)
    same = any(quote.clause.digest == quoted.digest for quote in found.quotes)
    today = wording.STILL_READS if same else wording.READS_OTHERWISE
    return wording.reads_line(str(quoted.ref), today)
