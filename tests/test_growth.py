"""Cost grows in line with the size of a workspace: no function is called with the square of it.

Calls are counted, function by function, for workspaces of three sizes, each twice the one before; so a busy machine
changes nothing. `python -m benchmarks.growth` measures time and memory of large ones.
"""

import cProfile
import pstats

import pytest

import reports
from benchmarks.growth import KINDS, make_workspace

SIZES = (30, 60, 120)
FEW = 500
"""Functions that are called less often do not matter at these sizes: with the square they would be called more often."""


def _calls(root):
    """How often each function is called in a build and an audit."""
    profile = cProfile.Profile()
    profile.enable()
    reports.build(root, languages=["en"])
    audit = reports.audit(*root.glob("out/general/report.en.*"), workspace=root)
    profile.disable()
    assert audit.figures
    stats = pstats.Stats(profile).stats
    return {function: calls for function, (_, calls, *_) in stats.items()}


def _fast_growing(small, middle, large):
    """The functions of which twice the size brings clearly more than twice the calls."""
    for function, most in large.items():
        first, second = middle.get(function, 0) - small.get(function, 0), most - middle.get(function, 0)
        if most > FEW and second > 2.6 * max(first, FEW / 4):
            yield f"{function[0]}:{function[1]} {function[2]}: {small.get(function, 0)}, {middle.get(function, 0)}, {most} calls"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "charts"])
def test_nothing_is_called_with_the_square_of_the_size(kind, tmp_path):
    for size in (10, *SIZES):  # the first one loads modules
        make_workspace(tmp_path / str(size), kind, size)
    _calls(tmp_path / "10")
    assert list(_fast_growing(*(_calls(tmp_path / str(size)) for size in SIZES))) == []


def test_a_square_is_noticed():
    def counted(size):
        return {("a.py", 1, "square"): size * size // 4, ("b.py", 1, "line"): 100 * size, ("c.py", 1, "few"): size // 8}

    assert list(_fast_growing(*map(counted, SIZES))) == ["a.py:1 square: 225, 900, 3600 calls"]
