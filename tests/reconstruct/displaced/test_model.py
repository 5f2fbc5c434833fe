from __future__ import annotations

import numpy as np

from zul.reconstruct.displaced.model import Model, with_data


def test_with_fewer_figures_the_unknowns_keep_their_places(small: Model) -> None:
    first = small.observed.data[0].claim.citation.source
    kept = [datum for datum in small.observed.data if datum.claim.citation.source != first]
    numbers = [n for n, datum in enumerate(small.observed.data) if datum in kept]
    other = with_data(small, kept)
    assert other.prior.unknowns == small.prior.unknowns
    np.testing.assert_array_equal(other.figures.bias, small.figures.bias[numbers])
    np.testing.assert_array_equal(
        other.figures.tally,
        np.concatenate(
            [small.figures.tally[small.figures.top[n] : small.figures.top[n + 1]] for n in numbers]
        ),
    )
