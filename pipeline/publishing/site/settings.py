"""Who publishes the site and where: ``site/settings.yaml``."""

from dataclasses import dataclass, fields
from pathlib import Path

import yaml


class SettingsError(ValueError):
    """Settings that cannot be published; the message names the file, the key and the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What pages say of who publishes them; None where it is not known yet."""

    publisher: str | None
    contact: str | None
    address: str | None
    doi: str | None

    def url(self, path: str) -> str | None:
        """Return the address of a page by its path from the root of the site; None without an address."""
        return f"{self.address}/{path}" if self.address else None


def read_settings(path: Path) -> Settings:
    """Return the settings of a file; SettingsError where they are not whole."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(Settings)}
    if not isinstance(found, dict) or found.keys() != names:
        raise SettingsError(
            f"{path.name}: give each of {', '.join(sorted(names))}, with null where it is not known"
        )
    wrong = [name for name, value in found.items() if value is not None and not isinstance(value, str)]
    if wrong:
        raise SettingsError(f"{path.name}: '{wrong[0]}' is no text; put it in quotes or make it null")
    settings = Settings(**found)
    if settings.address is not None:
        if not settings.address.startswith("https://") or settings.address.endswith("/"):
            raise SettingsError(f"{path.name}: 'address' begins with https:// and ends without a slash")
        for name in ("publisher", "contact"):
            if not getattr(settings, name):
                raise SettingsError(
                    f"{path.name}: name '{name}': with an address somebody must answer for the site"
                )
    return settings
