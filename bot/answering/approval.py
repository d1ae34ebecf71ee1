"""Whether a question tells that somebody approved what it asks about, or that nobody did."""

from __future__ import annotations

import re

_WHO = (
    r"(?:PDD|CSU|HQ|HoM|directorate|desk|unit|ministry|headquarters|protocol|spokesperson|"
    r"spokesman|spokeswoman|head of mission|ambassador|consul general|minister|boss|chief|they|"
    r"she|he)"
)
_YES = r"(?:approved|cleared|okayed|ok['’]?d|authori[sz]ed|agreed|green-?lit|signed off)"
_WORD = (
    r"(?:approval|clearance|permission|consent|authori[sz]ation|agreement|green light|go-?ahead|"
    r"blessing|guidance|ok|okay)"
)
_WHOSE = r"(?:(?:the|its|their|our|his|her|a|an|my|prior|written|\w+['’]s) )*"
_BETWEEN = r"(?:(?:has|have|had|already|just|also|now|even|fully|finally|both) )*"
_GIVEN = re.compile(
    rf"\b(?:with|has|have|had|got|gave|given?|after|received) (?:us |me |it )?{_WHOSE}{_WORD}\b"
    rf"|\b{_WHO} {_BETWEEN}(?:{_YES}|said (?:yes|ok|okay|go))\b"
    rf"|\b(?:is|was|been|got|were|are|already|just) (?:\w+ly )?(?:approved|cleared|okayed)\b"
    rf"|\b{_YES} (?:it|this|the|them|us|me|by|on it|everything|every word)\b"
    r"|\ba (?:donné (?:son|leur) (?:accord|feu vert|aval)|validé|approuvé|autorisé|dit oui)\b"
    r"|\b(?:avec|obtenu|reçu|j['’]ai|on a) (?:l['’]|son |leur |un |une )?(?:accord|autorisation|"
    r"approbation|aval|feu vert)\b"
    r"|ፈቅዷል|ፈቅደዋል|ፈቅዳለች|ፈቅዶልና|ፈቅዶልኛ|አጽድቋል|አጽድቀ|ጸድቋል|ተፈቅዷል|ተፈቅዶ",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\bwithout (?:\w+ ){0,4}?(?:approval|clearance|permission|consent|asking|telling|checking)\b"
    r"|\b(?:did ?n.?t|didnt|never|not|no one|nobody|hasn.?t|haven.?t|wasn.?t|isn.?t) (?:\w+ ){0,2}?"
    r"(?:ask(?:ed)?|approved?|cleared?|okayed|agreed|approval|clearance|permission)\b"
    r"|\bno (?:\w+ )?(?:approval|clearance|permission)\b"
    r"|\bsans (?:[\w'’]+ ){0,3}?(?:l['’])?(?:accord|autorisation|approbation|aval|demander)\b"
    r"|\b(?:n['’]a|n['’]ont|n['’]ai) (?:pas|rien|jamais) (?:encore )?(?:validé|approuvé|autorisé|"
    r"demandé|donné)\b"
    r"|ሳይፈቅድ|ያለ ፈቃድ|ያለፈቃድ|ሳይጸድቅ|ሳልጠይቅ|ሳንጠይቅ|አልፈቀደ|አልጸደቀ",
    re.IGNORECASE,
)


def told_approval(text: str) -> bool | None:
    """True where the words tell of an approval, False where they deny one, else None."""
    if _NOT_GIVEN.search(text):
        return False
    return True if _GIVEN.search(text) else None
