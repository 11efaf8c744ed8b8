"""What holds for the whole edition: the code lists, and the release itself."""

from dataclasses import dataclass
from typing import Annotated

from schemas.table import Narrowed, table


@table(
    "code_lists",
    key=("list", "code"),
    vi="Các danh mục và mọi từ mã của các cột: tên, nghĩa; chú thích của cột nêu danh mục của nó.",
    en="Code lists and every word of the coded columns, named and defined; the comment of a column names its list.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One row a code of a list."""

    list: str
    code: str
    name_vi: str
    name_en: str | None
    definition: str | None
    definition_vi: str | None


@table(
    "release",
    key=("release_id",),
    vi="Mã, giấy phép và cách trích dẫn của bản phát hành này.",
    en="Id, licence and citation of this release.",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One row: this release."""

    release_id: str
    licence: Annotated[str, Narrowed(vi="Giấy phép của bộ dữ liệu", en="Licence of the dataset")]
    cite_as: str
