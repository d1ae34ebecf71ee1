"""Sets of words that the patterns of the grammar name in braces, as in ``{is} {allowed} to``."""

from __future__ import annotations

from collections.abc import Mapping

_LISTS = {
    "is": "is are remain remains",
    "art": "the a an any their its his",
    "approval": """
        approval approvals permission consent authorisation authorization clearance agreement
        licence sign-off authority assent instruction guidance review
    """,
    "agreed": "agreed approved authorised authorized cleared consented permitted confirmed",
    # Deeds that a directive states in the present tense and means as a duty.
    "done": """
        reported removed kept answered forwarded archived retained submitted addressed deleted
        moved recorded labelled registered handed sent stored informed notified published reviewed
    """,
    "allowed": "permitted allowed authorised authorized",
    "entitled": "permitted allowed authorised authorized entitled",
    "forbidden": "prohibited forbidden barred banned precluded",
    "required": "required obliged obligated compelled mandated",
    "prevent": "prohibit prevent forbid preclude restrict",
    "prevents": "prohibits prevents forbids precludes restricts",
    "preventing": "prohibit prevent restrict prohibiting preventing restricting",
    "chance": "may might can could",
    # "may be found": what can be, not what is allowed.
    "as_may_be": """
        found seen considered regarded construed interpreted deemed subject able necessary required
        needed expected possible available due liable viewed understood met likely appropriate held
        said difficult easy obtained requested referred mistaken perceived altered guaranteed
        excluded ruled the a an
    """,
    "granted": """
        authorised authorized permitted allowed granted exempted excused prohibited forbidden
    """,
    "befall": """
        include contain arise occur result vary differ appear seem need want wish depend consist
        constitute exist happen entail mean amount suffice help reasonably range well
    """,
    # "shall mean": what a provision is, not what anybody has to do.
    "define": """
        mean apply prevail include constitute prejudice affect expire lapse consist comprise
        commence begin run cover concern
    """,
    "defined": """
        deemed considered regarded treated understood construed interpreted governed known called
        cited noted remembered null void without effective in valid presumed
    """,
    "will_be": """
        be have create constitute result remain become allow help take view no ordinarily likely
        include cause lead need work find see know discuss
    """,
    "as_needed": """
        required permitted prohibited allowed necessary needed authorised authorized possible
        appropriate applicable practicable reasonable such otherwise
    """,
    "possible": "possible appropriate applicable necessary practicable needed required available",
    "only_so": """
        if with when where after once upon while as in under to by through from for on at within
        during via until between without insofar
    """,
}
SETS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split()) for name, words in _LISTS.items()
}

APPROVALS = SETS["approval"] | {"registration", "notification"}

_ACTORS = """
    staff employee employees member members personnel diplomat diplomats mission missions head heads
    administrator administrators holder holders user users sailor sailors soldier soldiers leader
    leaders commander commanders directorate ministry spokesperson spokespersons unit department
    departments person persons people official officials officer officers manager managers agency
    agencies account accounts page pages profile handle logo nobody anyone everyone everybody
    somebody you they he she who intern interns consultant consultants spouse spouses dependant
    dependants attaché attachés attache attaches minister ministers institution institutions office
    offices supervisor supervisors organization organizations organisation organisations contractor
    contractors individual individuals appointee appointees candidate committee party parties
    colleague colleagues citizen citizens applicant applicants group groups section team teams pdd
    csu hom command commands installation installations representative representatives ambassador
    ambassadors embassy embassies consulate consulates body bodies authority authorities post posts
    commissioner veteran veterans parent parents beneficiary beneficiaries hands dod navy
"""
# Who can be told what to do: "may", "will" and "can" after anything else tell what is possible.
ACTORS = frozenset(_ACTORS.split())
