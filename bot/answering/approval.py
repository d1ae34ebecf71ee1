"""Whether a question tells that an approval was given, or that it was not.

A wrong yes would permit what nobody approved: so only a plain statement counts, and none that is
asked, supposed, hedged, or said of an approver whom the clause does not name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Who approves, by the words of people and those of directives.
_APPROVERS: Mapping[str, str] = {
    "public diplomacy": r"pdd|pd directorate|public diplomacy(?: directorate)?|directorate|"
    r"direction|ዳይሬክቶሬት\w*|ፒዲዲ",
    "spokesperson": r"spokes(?:person|man|woman)|porte-parole|ቃል አቀባይ\w*",
    "head of mission": r"head of mission|hom|ambassador|chef de mission|ambassad(?:eur|rice)|"
    r"አምባሳደር\w*",
    "cyber security": r"cyber security unit|csu|cyber (?:people|unit|team)",
    "finance": r"finance(?: directorate)?",
    "protocol": r"protocol(?: department)?",
}
_NAMED = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _APPROVERS.items()
}
_WHO = "(?:" + "|".join(_APPROVERS.values()) + ")"
_NOT = r"(?:n['’]?t|not|never|no longer)"
_BETWEEN = rf"(?:(?:has|have|had|did|does|do|{_NOT}|already|just|also|now|finally|both|yet)\s?)*"
_YES = (
    r"(?:approved?|cleared?|okayed|authori[sz]ed?|agreed?|green-?lit|signed off|sign off|"
    r"sa(?:id|y) (?:yes|ok|okay|go)|(?:gave|given?|sent) (?:us |me |it )?(?:its |his |her |the )?"
    r"(?:prior |written )*(?:ok|okay|approval|clearance|permission|consent|go-?ahead|green light|"
    r"guidance|yes))"
)
_WORD = r"(?:approval|clearance|permission|consent|authori[sz]ation|green light|go-?ahead|blessing)"
_WHOSE = r"(?:(?:the|its|their|our|his|her|a|prior|written|any|[\w-]+['’]s) )*"
_STATED = re.compile(
    rf"\b{_WHO} {_BETWEEN}{_YES}\b"
    rf"|\b(?:with|have|had|has|got|received|obtained|without) {_WHOSE}"
    rf"(?:{_WORD}|(?<=['’]s )(?:ok|yes))\b"
    rf"|\b(?:was|is|were|been|got) (?:(?:{_NOT}|already|just|fully|finally|duly) )*"
    r"(?:approved|cleared|okayed)\b"
    rf"|\b(?:approved|cleared|okayed|signed off) by (?:the )?{_WHO}\b"
    r"|\b(?:n['’])?a (?:pas |déjà |bien |toujours |encore )*"
    r"(?:donné (?:son|leur) (?:accord|feu vert|aval)|validé|approuvé|autorisé|dit oui)\b"
    r"|\b(?:avec|sans|obtenu|reçu|j['’]ai|on a) (?:l['’]|son |leur |un |une |aucune? )?"
    r"(?:accord|autorisation|approbation|aval|feu vert)\b"
    r"|(?:ፈቅዷል|ፈቅደዋል|ፈቅዳለች|ፈቅዶልና\w*|አጽድቋል|ጸድቋል)(?!\s*[?፧])"
    r"|ሳይፈቅድ|ሳይፈቀድ|ያለ ?ፈቃድ|ሳይጸድቅ|አልፈቀደ\w*|አልጸደቀ\w*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    rf"\b(?:{_NOT}|no|nobody|no one|none|neither|nor|without|before|sans|pas|personne|jamais|rien|"
    r"aucune?)\b|n['’]t\b|ሳይ(?:ፈቅድ|ፈቀድ|ጸድቅ)|ያለ ?ፈቃድ|አል(?:ፈቀደ|ጸደቀ)",
    re.IGNORECASE,
)
_REFUSED_OR_NOT_ASKED = re.compile(
    rf"\b(?:without|never|{_NOT}|no one|nobody|\w+n['’]t|didnt) (?:\w+ ){{0,2}}?"
    r"(?:ask(?:ed|ing)?|telling|checking)\b|\bsans (?:\w+ ){0,2}?demander\b|\brien demandé\b"
    rf"|\bno (?:\w+ )?{_WORD}\b|\b{_WHO} (?:(?:has|had|have) )?(?:refused|declined|rejected|vetoed|"
    r"said no)\b|ሳልጠይቅ|ሳንጠይቅ",
    re.IGNORECASE,
)
# What stands before an approval that is only asked for, supposed, or to come.
_SUPPOSED = re.compile(
    r"\b(?:if|unless|once|until|till|when|whether|suppos\w+|assum\w+|who|whose|which|what|how|must|"
    r"needs?|shall|will|should|would|could|can|may|might|only|after|si|qui|quand|une fois|comment|"
    r"est-ce|faut-il|peut-on|puis-je|uniquement|seulement|après)\b|^\W*(?:has|have|had|is|was|were|"
    r"did|does|do)\b|ማን|ከሆነ",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:hope|think|believe|guess|suppose|probably|apparently|maybe|perhaps|against|lapsed|"
    r"expired|last year|nobody|no one|said no|except|though|nothing|but not|"
    r"but (?:the|only|\w+) (?:did|has|had|was|is|does)|refus\w*|reject\w*|declin\w*|withdr\w*|"
    r"pending|outstanding|mais|sauf|refusé\w*)\b|ግን",
    re.IGNORECASE,
)
# A question at once behind a statement makes it one: "he approved it, right?".
_TAG = re.compile(r"^(?:[ \t]*(?:it|this|that|them|the \w+))?[ \t,]*(?:\w+[ \t]*)?[?፧]")
_CLAUSE_END = re.compile(r"[,:()–—]| - |\b(?:but|though|because|and then)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;።፧\n]")


def told_approval(text: str) -> bool | None:
    """True where the words state that an approval was given, False where they deny it, else
    None."""
    if _REFUSED_OR_NOT_ASKED.search(text):
        return False
    given = None
    for stated in _STATED.finditer(text):
        before = _SENTENCE_END.split(text[: stated.start()])[-1]
        near = _CLAUSE_END.split(before)[-1]
        if _DENIED.search(f"{near} {stated.group()}"):
            return False
        asked = _SUPPOSED.search(before) or _TAG.match(text[stated.end() :])
        given = given or not asked
    return True if given and not _HEDGED.search(text) else None


def is_of_the_approver(text: str, condition: str) -> bool:
    """Whether each approval told in ``text`` is that of the one whom ``condition`` names; of two
    who must approve, words are not read closely enough."""
    wanted = {name for name, words in _NAMED.items() if words.search(condition)}
    sentences = [one for one in _SENTENCE_END.split(text) if _STATED.search(one)]
    told = [{name for name, words in _NAMED.items() if words.search(one)} for one in sentences]
    return len(wanted) == 1 and all(names == wanted for names in told)
