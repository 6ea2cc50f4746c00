"""Linkages and shocks from files to answers: open a table or a network, ask, show or write the answer."""

from yanzhen.workbench.linking.answer import Answer
from yanzhen.workbench.linking.files import open_network, open_table, read_groups, read_numbers
from yanzhen.workbench.linking.gaps import chain_gaps, import_gaps_answer
from yanzhen.workbench.linking.linkage import (
    clusters_answer,
    extraction_answer,
    flq_answer,
    linkages_answer,
    position_answer,
    with_imports,
)
from yanzhen.workbench.linking.sectors import (
    SectorMap,
    SectorMatch,
    industry_sizes,
    load_sector_map,
    read_clusters,
    sector_map_for,
    sectors_of_industries,
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
    "SectorMap",
    "SectorMatch",
    "chain_gaps",
    "clusters_answer",
    "esri_answer",
    "esri_ranges_answer",
    "extraction_answer",
    "flq_answer",
    "import_gaps_answer",
    "industry_sizes",
    "linkages_answer",
    "load_sector_map",
    "open_network",
    "open_table",
    "parse_losses",
    "position_answer",
    "read_clusters",
    "read_groups",
    "read_numbers",
    "sector_map_for",
    "sectors_of_industries",
    "segment_losses",
    "segments_of",
    "shock_answer",
    "shock_facts",
    "with_imports",
]
