"""From a source to its clauses, numbered as people cite them.

* A full number stands for itself: ``23.1``, ``2.11.2``, ``A1``.
* Other labels follow what they stand below: ``23.1(a)``, ``2635.702(a)(1)``, ``792.2(a)(1)``;
  labels with full stops are joined by full stops, as messages have it: ``3.a.(1)``, ``7.Q1``.
* Headings that are cited by a number give it to the items below them: ``Article 23``,
  ``§ 2635.702``, ``5 FAM 792.2``, ``4.2 Scope``, ``Annex A``; parts, chapters and titles do not.
* Text without a number: the first paragraph below such a heading is cited by the heading's number
  (``734.202``), any other by its place among the unnumbered paragraphs (``734.202 ¶2``); below
  other headings after the heading's words (``media-requests ¶1``), below none as ``¶3``. A
  paragraph after a numbered one belongs to it: ``23.1 ¶2``.
* Bullets and table rows are counted: ``23.1 •2``, ``5 row 3``.
* Paragraphs with names: ``734.101 “Employee”(1)`` for definitions, ``2635.702(a) Example 1``.
* A question's number is its answer's; the question is the answer's lead-in.
* Where a text counts anew, the section tells numbers apart (``A.1``, ``Annex A 1.1``), else the
  paragraph that the list hangs on (``¶3(1)``), else a count (``3[2]``). The same number twice
  within one count is a slip, and refused.
"""

from indexer.clauses.cut import Cut, cut

__all__ = ["Cut", "cut"]
