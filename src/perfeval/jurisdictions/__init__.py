"""Places: GB/T 2260 codes, what they are called, which lies in which, and which of them a text names.

::

    >>> from perfeval.jurisdictions import Gazetteer, lineage
    >>> lineage("431202")
    ('000000', '430000', '431200', '431202')
    >>> [place.code for place in Gazetteer().mentioned("湖南省怀化市档案馆2023年度部门整体支出绩效自评报告")]
    ['431200']

Bundled are the nation and every province, prefecture and county (`EDITION`), read when a place is first looked up. What
the list does not have, such as a development zone, comes from a rule pack, as an extra `Jurisdiction`.
"""

from perfeval.jurisdictions.codes import EDITION, NATION, Jurisdiction, Level, bundled, called, lineage, name_of
from perfeval.jurisdictions.gazetteer import Gazetteer

__all__ = ["EDITION", "NATION", "Gazetteer", "Jurisdiction", "Level", "bundled", "called", "lineage", "name_of"]
