"""auth.*, users.*, usergroups.*, team.*, bots.*: who is who."""

from tests.slack_emulator.records import Payload, Person, Team, UserGroup

from .call import Answer, ApiCall, ApiError, method
from .paging import page


@method("auth.test", per_minute=600)
def auth_test(call: ApiCall) -> Answer:
    """Whose token this is."""
    installation = call.installation
    team = installation.team
    answer: Answer = {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": call.service.world.people[installation.bot_user_id].name,
        "team_id": team.id,
        "user_id": installation.bot_user_id,
        "bot_id": installation.bot_id,
        "is_enterprise_install": False,
    }
    if team.enterprise_id:
        answer["enterprise_id"] = team.enterprise_id
    return answer


@method("auth.revoke")
def auth_revoke(call: ApiCall) -> Answer:
    """Give the token back."""
    if not call.flag("test"):
        call.installation.revoked = "token_revoked"
    return {"revoked": not call.flag("test")}


@method("users.info", "users:read", per_minute=100)
def user_info(call: ApiCall) -> Answer:
    """A user."""
    person = call.service.world.people.get(call.text("user"))
    if person is None:
        raise ApiError("user_not_found")
    if person.team.id != call.installation.team.id and not _is_met(call, person):
        raise ApiError("user_not_visible")
    return {"user": describe(call, person)}


@method("users.list", "users:read", per_minute=20)
def user_list(call: ApiCall) -> Answer:
    """All users of the workspace."""
    people = [
        describe(call, person)
        for person in call.service.world.people.values()
        if person.team.id == call.installation.team.id
    ]
    return page(call, "members", list(people)) | {"cache_ts": int(call.service.clock.now())}


@method("users.lookupByEmail", "users:read.email")
def user_by_email(call: ApiCall) -> Answer:
    """The user with an address."""
    email = call.text("email")
    for person in call.service.world.people.values():
        if person.email == email and person.team.id == call.installation.team.id:
            return {"user": describe(call, person)}
    raise ApiError("users_not_found")


def _is_met(call: ApiCall, person: Person) -> bool:
    """People of other workspaces are known from shared channels only."""
    return any(
        person.id in conversation.members and call.bot_user_id in conversation.members
        for conversation in call.service.world.conversations.values()
    )


def describe(call: ApiCall, person: Person) -> Payload:
    """A user object."""
    stranger = person.team.id != call.installation.team.id
    profile: Payload = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": person.real_name.partition(" ")[0],
        "last_name": person.real_name.partition(" ")[2],
        "team": person.team.id,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "0",
    }
    if person.email and "users:read.email" in call.installation.scopes and not stranger:
        profile["email"] = person.email
    if person.bot_id:
        profile |= {"bot_id": person.bot_id, "api_app_id": person.app_id or ""}
    described: Payload = {
        "id": person.id,
        "team_id": person.team.id,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "profile": profile,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if stranger:
        described["is_stranger"] = person.team.enterprise_id is None
    if not person.deleted:
        described |= {
            "tz": person.tz,
            "tz_offset": 0,
            "is_admin": person.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": person.is_restricted or person.is_ultra_restricted,
            "is_ultra_restricted": person.is_ultra_restricted,
        }
    if call.flag("include_locale"):
        described["locale"] = person.locale
    if person.team.enterprise_id:
        described["enterprise_user"] = _enterprise_user(call, person, person.team)
    return described


def _enterprise_user(call: ApiCall, person: Person, team: Team) -> Payload:
    same = [
        held.id
        for held in call.service.world.teams.values()
        if held.enterprise_id == team.enterprise_id
    ]
    return {
        "id": person.id,
        "enterprise_id": team.enterprise_id,
        "enterprise_name": team.enterprise_name,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "teams": [team.id] if team.id in same else [],
    }


@method("usergroups.list", "usergroups:read", per_minute=20)
def usergroup_list(call: ApiCall) -> Answer:
    """The user groups."""
    groups = []
    for group in call.service.world.usergroups.values():
        if group.team.id != call.installation.team.id:
            continue
        if group.disabled and not call.flag("include_disabled"):
            continue
        described: Payload = {
            "id": group.id,
            "team_id": group.team.id,
            "is_usergroup": True,
            "name": group.name,
            "handle": group.handle,
            "description": "",
            "is_external": False,
            "date_delete": 1 if group.disabled else 0,
        }
        if call.flag("include_users"):
            described["users"] = list(group.members)
        if call.flag("include_count"):
            described["user_count"] = len(group.members)
        groups.append(described)
    return {"usergroups": groups}


@method("usergroups.users.list", "usergroups:read", per_minute=20)
def usergroup_members(call: ApiCall) -> Answer:
    """Who is in a user group."""
    group: UserGroup | None = call.service.world.usergroups.get(call.text("usergroup"))
    if group is None or group.team.id != call.installation.team.id:
        raise ApiError("no_such_subteam")
    if group.disabled and not call.flag("include_disabled"):
        raise ApiError("no_such_subteam")
    return {"users": list(group.members)}


@method("team.info", "team:read")
def team_info(call: ApiCall) -> Answer:
    """The workspace."""
    team = call.service.world.teams.get(
        call.maybe_text("team") or call.installation.team.id, call.installation.team
    )
    described: Payload = {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    if team.enterprise_id:
        described |= {"enterprise_id": team.enterprise_id, "enterprise_name": team.enterprise_name}
    return {"team": described}


@method("bots.info", "users:read")
def bot_info(call: ApiCall) -> Answer:
    """A bot."""
    wanted = call.maybe_text("bot")
    for person in call.service.world.people.values():
        if wanted is not None and person.bot_id == wanted:
            return {
                "bot": {
                    "id": person.bot_id, "deleted": False, "name": person.real_name,
                    "updated": 0, "app_id": person.app_id or "", "user_id": person.id,
                    "icons": {},
                }
            }  # fmt: skip
    raise ApiError("bot_not_found")
