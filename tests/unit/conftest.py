"""Generated examples are the same on every run, and none is timed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.unit.reports import Extract, writer

settings.register_profile(
    "unit",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("unit")


@pytest.fixture(scope="session")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Extract]:
    """Reads a text as ``xephang extract`` reads a file."""
    yield writer(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def raw() -> Path:
    """The sources of the repository."""
    return Path(__file__).resolve().parents[2] / "raw"
