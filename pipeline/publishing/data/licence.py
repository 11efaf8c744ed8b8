"""The licence of the dataset, and how to cite it."""

LICENCE_NAME = "CC BY 4.0"

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

TITLE = "xephang: xếp hạng ứng dụng CNTT của các cơ quan cấp tỉnh / rankings of provincial agencies"


def citation(release_id: str) -> str:
    """Return how the release ``release_id`` is cited."""
    return f"xephang, release {release_id}: rankings of Vietnam's provincial agencies, {LICENCE_NAME}"
