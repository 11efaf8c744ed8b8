"""What a search engine is told of the dataset: schema.org/Dataset as JSON-LD."""

import json
from urllib.parse import urljoin

from markupsafe import Markup

from pipeline.publishing.data.licence import LICENCE
from pipeline.publishing.site.settings import Settings
from pipeline.publishing.site.site_model import Model
from pipeline.publishing.site.texts import Language
from schemas.tables.assessments import Assessment
from schemas.tables.editions import Release

# Files beside the site, each with its media type.
_FILES = (
    ("xephang.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xephang.duckdb", "application/vnd.duckdb"),
    ("datapackage.json", "application/json"),
)


def dataset_card(model: Model, settings: Settings, language: Language) -> Markup:
    """Return the description of the dataset in a language, for a script element: no text of it can end that."""
    release = model.tables.of(Release)[0]
    years = sorted({row.year for row in model.tables.of(Assessment)})
    day = model.tables.newest_day
    told: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": language.say("site.name"),
        "alternateName": "xephang",
        "description": language.say("about.lead"),
        "inLanguage": language.code,
        "version": release.release_id,
        "license": LICENCE["path"],
        "spatialCoverage": "Vietnam",
        "isAccessibleForFree": True,
    }
    if years:
        told["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    if day:
        told["datePublished"] = day.isoformat()
    if settings.publisher:
        told["creator"] = {"@type": "Organization", "name": settings.publisher}
    if settings.doi:
        told["identifier"] = f"https://doi.org/{settings.doi}"
    if settings.address:
        told["url"] = settings.url("index.html")
        told["distribution"] = [
            {
                "@type": "DataDownload",
                "contentUrl": urljoin(f"{settings.address}/", f"../{name}"),
                "encodingFormat": media_type,
            }
            for name, media_type in _FILES
        ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
