"""Printed facts, however often and in however many copies they are told."""

from schemas.table import Cell, Table, TableModel, column
from schemas.values import BLOCKS, MEASURES


class Facts(TableModel, key=("fact_id",)):
    """One row a fact of a publication; its copies and its own repetitions tell the same fact."""

    fact_id: Cell = column()
    publication_id: Cell = column()
    assessment_id: Cell = column(references="assessments.assessment_id")
    criterion_id: Cell = column(nullable=True, references="criteria.criterion_id")
    agency_id: Cell = column(nullable=True, references="agencies.agency_id")
    block: Cell = column(values=BLOCKS)
    measure: Cell = column(values=MEASURES)
    value: Cell = column(nullable=True)
    tier: Cell = column(nullable=True)
    n_tellings: Cell = column()
    n_sources: Cell = column()
    statement_ids: Cell = column()
    locators: Cell = column()


TABLE = Table.of(
    "facts",
    Facts,
    vi="Mỗi giá trị của một ấn phẩm một dòng, dù được công bố nhiều lần hay trong nhiều bản sao.",
    en="One row a value of a publication, however often and in however many copies it is printed.",
)
