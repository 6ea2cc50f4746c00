"""Linkages and shocks from files to answers: open a table or a network, ask, show or write the answer."""

from yanzhen.workbench.linking.answer import Answer
from yanzhen.workbench.linking.files import open_network, open_table, read_groups, read_numbers
from yanzhen.workbench.linking.linkage import (
    clusters_answer,
    extraction_answer,
    flq_answer,
    import_gaps_answer,
    linkages_answer,
    position_answer,
    with_imports,
)
from yanzhen.workbench.linking.shock import (
    esri_answer,
    esri_ranges_answer,
    parse_losses,
    segment_losses,
    segments_of,
    shock_answer,
    shock_facts,
)

__all__ = [
    "Answer",
    "clusters_answer",
    "esri_answer",
    "esri_ranges_answer",
    "extraction_answer",
    "flq_answer",
    "import_gaps_answer",
    "linkages_answer",
    "open_network",
    "open_table",
    "parse_losses",
    "position_answer",
    "read_groups",
    "read_numbers",
    "segment_losses",
    "segments_of",
    "shock_answer",
    "shock_facts",
    "with_imports",
]
