"""The words that bind a sentence together and say nothing of its subject, by language.

The deontic words ("may", "shall", "must") are among them: every clause has one, so they tell
no clause from another; what they do to a clause is the business of its norms.
"""

from __future__ import annotations

_ENGLISH = """
a about above after again against all already also although always am among an and another any
anybody anyone anything are arent around as at away be became because become been before being
below between both but by came can cannot cant come could couldnt did didnt do does doesnt doing
done dont down during each either else even ever every everybody everyone everything few for from
further get gets getting give given go goes going gonna got had hadnt has hasnt have havent having
he hello hence her here hers herself hey hi him himself his how however i if im in instead into is
isnt it its itself ive just kind let lets many may maybe me might mine more moreover most
much must mustnt my myself near neither nevertheless next no nobody none nor not nothing now of
off often oh ok okay on once one only onto or other others otherwise ought our ours ourselves out
over own per perhaps please quite rather really same shall shant she should shouldnt since so some
somebody somehow someone something sometimes still such than thank thanks that thats the their
theirs them themselves then thence there thereby therefore these they thing things this those
though through throughout thus to together too toward towards under until unto up upon us very via
want was wasnt we well were werent what whatever when whenever where whereas whereby wherein
wherever whether which whichever while who whoever whole whom whose why will with within without
wont would wouldnt yes yet you your yours yourself yourselves
"""
_FRENCH = """
a afin ai aie ainsi alors après as au aucun aucune aussi autre autres aux avant avec avez avoir
avons bonjour c ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme
comment d dans de depuis des dès deux dit doit doivent donc dont du elle elles en encore entre es
est et étaient était été être eu eux fait faire faut il ils j je jusque l la là le les leur leurs
lors lorsque lui m ma mais me même mes moi moins mon n ne ni non nos notre nous on ont or ou où
par parce pas pendant peu peut peuvent peux plus plusieurs pour pourquoi pouvons puis puisque
quand que quel quelle quelles quels qui quoi s sa sans se sera ses si sinon soit son sont sous
sur t ta te tel telle tes toi ton tous tout toute toutes très tu un une vers vos votre vous y
"""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
}
NO_WORDS: frozenset[str] = frozenset()
