"""What a person told about themselves once, so that it need not be asked each time."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables import profiles
from bot.storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Profile:
    """``account``: personal or official; ``role``: head_of_mission, …; ``country``: the posting;
    ``show_details``: whether answers open with *Why?* unfolded."""

    account: str | None = None
    role: str | None = None
    language: str | None = None
    country: str | None = None
    show_details: bool = False


class Profiles:
    """One profile for each person; an empty one for whoever told nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person_id: int) -> Profile:
        """The person's profile."""
        columns = [column for column in profiles.c if column.name != "person_id"]
        query = select(*columns).where(profiles.c.person_id == person_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return Profile() if row is None else Profile(**row)

    def save(self, person_id: int, profile: Profile) -> None:
        """Keeps the profile in place of the earlier one."""
        values = {"person_id": person_id, **asdict(profile)}
        with self._database.write() as connection:
            upsert(connection, profiles, values, key=("person_id",))
