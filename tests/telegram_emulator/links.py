"""Which addresses Telegram takes in a button or a link, and what it says of the others."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):(?=//)|^(tg|ton|tonsite):")
MENTION = re.compile(r"^tg:(?://)?user\?id=(\d+)$")


@dataclass(frozen=True, slots=True)
class CheckedUrl:
    """An address made whole, or the complaint about it."""

    url: str | None
    complaint: str = ""


def mentioned_user_id(url: str) -> int | None:
    """The person behind `tg://user?id=...`."""
    found = MENTION.match(url)
    return int(found.group(1)) if found else None


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        return len(labels) > 1 and all(labels)
    return True


def checked_url(url: str) -> CheckedUrl:
    """What Telegram makes of an address: http is added, a host without a dot is refused."""
    if not url:
        return CheckedUrl(None, "URL host is empty")
    found = SCHEME.match(url)
    scheme = (found.group(1) or found.group(2)).lower() if found else ""
    if scheme in ("tg", "ton", "tonsite"):
        return CheckedUrl(url)
    if scheme not in ("", "http", "https"):
        return CheckedUrl(None, "Unsupported URL protocol")
    whole = url if scheme else f"http://{url}"
    try:
        host = urlsplit(whole).hostname or ""
    except ValueError:
        return CheckedUrl(None, "Wrong HTTP URL")
    if not host:
        return CheckedUrl(None, "URL host is empty")
    if not _is_host(host) or any(character.isspace() for character in whole.split("?")[0]):
        return CheckedUrl(None, "Wrong HTTP URL")
    if not urlsplit(whole).path and not urlsplit(whole).query and not urlsplit(whole).fragment:
        whole += "/"
    return CheckedUrl(whole)
