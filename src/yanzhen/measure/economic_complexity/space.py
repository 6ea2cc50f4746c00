"""The product space as a backbone network: a spanning tree of strong ties, further strong ties, a layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree, shortest_path

from yanzhen.errors import UsageError
from yanzhen.measure.economic_complexity.presence import check_presence
from yanzhen.measure.economic_complexity.relatedness import METHODS, full_presence, proximity_matrix
from yanzhen.measure.frames import FrameKind, IntoFrame, check_choice, from_columns
from yanzhen.measure.matrix import Floats, read_panel


@dataclass(frozen=True, slots=True)
class ProductSpace:
    """Backbone of the product space.

    Attributes:
        nodes_frame: activity, ``x``, ``y`` (layout, -1 to 1), ``degree``, ``ubiquity``, ``component``.
        edges_frame: ``<activity>_1``, ``<activity>_2``, ``proximity``, ``backbone`` (in the spanning tree).
    """

    nodes_frame: Any
    edges_frame: Any
    method: str
    threshold: float
    notes: tuple[str, ...] = ()

    def to_frame(self) -> Any:
        """The edges."""
        return self.edges_frame

    def nodes(self) -> Any:
        """The nodes with their places."""
        return self.nodes_frame


def product_space(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    *,
    method: str = "min_conditional",
    threshold: float = 1.0,
    presence: str = "rca",
    strong: float = 0.55,
    iterations: int = 60,
) -> ProductSpace:
    """Product space: maximum spanning tree of proximity, plus every tie at or above ``strong``, laid out.

    All periods of the frame are pooled; filter to one period for a snapshot.

    Args:
        method: proximity, see ``proximity``.
        strong: proximity from which a tie is kept beside the tree (0.55 in Hidalgo et al. 2007).
        iterations: steps of the layout.

    Returns:
        ``ProductSpace``. Places come from stress majorisation of tree distances (Gansner, Koren and North 2004)
        from a classical scaling start: no random numbers, the same data give the same picture. Activities
        without any tie to others are components of their own.

    Source: Hidalgo et al. (2007), Science 317.
    """
    check_choice("method", method, METHODS)
    if method == "conditional":
        raise UsageError("The product space needs a symmetric proximity.", expected="another method")
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, None)
    m = full_presence(panel.matrix(0), threshold, presence)
    phi = proximity_matrix(m, method)
    np.fill_diagonal(phi, 0.0)
    tree = spanning_tree(phi)
    strongest = phi.max(initial=0.0)
    scale = strongest if method in ("lift", "association", "probability") else 1.0
    kept = np.triu(tree | (phi >= strong * max(scale, 1e-300)) & (phi > 0), 1)
    rows, columns = np.nonzero(kept)
    places, component = layout(tree, phi, iterations)
    kind, labels = FrameKind.of(frame), panel.activities
    edges = {
        f"{activity}_1": labels.gather(rows),
        f"{activity}_2": labels.gather(columns),
        "proximity": phi[rows, columns],
        "backbone": tree[rows, columns],
    }
    nodes = {
        activity: labels,
        "x": places[:, 0],
        "y": places[:, 1],
        "degree": (kept | kept.T).sum(axis=1),
        "ubiquity": m.sum(axis=0).astype(np.int64),
        "component": component,
    }
    return ProductSpace(from_columns(nodes, kind), from_columns(edges, kind), method, strong, panel.notes)


def spanning_tree(phi: Floats) -> NDArray[np.bool_]:
    """Edges of the maximum spanning tree (forest) of a symmetric proximity, as a symmetric mask [P, P]."""
    # The tree of minimal weights of (largest + 1 - phi); zero proximities are no edges.
    cost = np.where(phi > 0, phi.max(initial=0.0) + 1.0 - phi, 0.0)
    tree = minimum_spanning_tree(csr_array(cost)).toarray() > 0
    mask: NDArray[np.bool_] = tree | tree.T
    return mask


def layout(tree: NDArray[np.bool_], phi: Floats, iterations: int) -> tuple[Floats, NDArray[np.int64]]:
    """Places [P, 2] within -1 to 1, and the component of each node; components are put side by side."""
    count, component = connected_components(csr_array(tree.astype(np.float64)), directed=False)
    places = np.zeros((len(tree), 2))
    sizes = np.bincount(component, minlength=count)
    left = 0.0
    for c in np.argsort(-sizes, kind="stable"):
        inside = np.flatnonzero(component == c)
        width = float(np.sqrt(len(inside)))
        if len(inside) > 1:
            # Strong ties are short: a tie of proximity 1 has length 1, weak ties up to 2.
            length = np.where(tree, 2.0 - np.minimum(phi, 1.0), 0.0)[np.ix_(inside, inside)]
            distance = shortest_path(csr_array(length), directed=False)
            spot = _majorised(distance, iterations)
            spot -= spot.min(axis=0)
            places[inside] = spot / max(float(spot.max()), 1e-12) * width
        places[inside, 0] += left
        left += width + 0.5
    span = places.max(axis=0) - places.min(axis=0)
    centred = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return centred / max(float(span.max()) / 2, 1e-12), component.astype(np.int64)


def _majorised(distance: Floats, iterations: int) -> Floats:
    """Stress majorisation with weights d^-2 from a classical scaling start."""
    n = len(distance)
    centring = np.eye(n) - 1.0 / n
    values, vectors = np.linalg.eigh(-0.5 * centring @ (distance**2) @ centring)
    spot: Floats = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-12))
    weights = np.divide(1.0, distance**2, out=np.zeros_like(distance), where=distance > 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    for _ in range(iterations):
        gap = np.sqrt(((spot[:, None] - spot) ** 2).sum(axis=2))
        ratio = np.divide(weights * distance, gap, out=np.zeros_like(gap), where=gap > 1e-12)
        spot = inverse @ (np.diag(ratio.sum(axis=1)) - ratio) @ spot
    return spot
