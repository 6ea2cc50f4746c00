"""How a distribution of regions moves: convergence, densities, Markov chains, space.

Arrays are n units x T periods; long frames are taken with ``region=``, ``period=``, ``value=``.
Moran's statistics and growth regressions need the extra ``spatial`` (esda, statsmodels).
"""

from yanzhen.measure.dynamics.autocorrelation import LocalMoran, Moran, local_moran, moran
from yanzhen.measure.dynamics.centrography import (
    Ellipse,
    Path,
    centre_of_gravity,
    deviation_ellipse,
    gravity_path,
)
from yanzhen.measure.dynamics.convergence import Beta, Sigma, beta_convergence, sigma_convergence
from yanzhen.measure.dynamics.density import Density, Ridges, density_ridges, kernel_density, silverman
from yanzhen.measure.dynamics.markov import Markov, SpatialMarkov, markov, spatial_markov
from yanzhen.measure.dynamics.neighbours import inverse_distance, nearest_neighbours, weight_matrix

__all__ = [
    "Beta",
    "Density",
    "Ellipse",
    "LocalMoran",
    "Markov",
    "Moran",
    "Path",
    "Ridges",
    "Sigma",
    "SpatialMarkov",
    "beta_convergence",
    "centre_of_gravity",
    "density_ridges",
    "deviation_ellipse",
    "gravity_path",
    "inverse_distance",
    "kernel_density",
    "local_moran",
    "markov",
    "moran",
    "nearest_neighbours",
    "sigma_convergence",
    "silverman",
    "spatial_markov",
    "weight_matrix",
]
