"""The smallest pieces of a page, of which a large table has thousands: a printed value, a name, what follows, a gap.

Macros of the templates cost several times as much a piece. Every text that comes from outside is escaped here.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from pipeline.publishing.site.charts import Strip
from pipeline.publishing.site.deduced_values import DeductionView
from pipeline.publishing.site.links import line_link, source_page, unit_page
from pipeline.publishing.site.site_model import Interval
from pipeline.publishing.site.texts import Language
from pipeline.publishing.site.unit_rows import CriterionCell
from schemas.tables.claims import JudgedClaim
from schemas.tables.documents import Source
from schemas.tables.statements import Statement


@dataclass(frozen=True, slots=True)
class Cells:
    """The pieces in the language of a page; `here` leads to the root of that language.

    `types` are the types of agencies by the ids of the units that are of one.
    """

    language: Language
    here: str
    contested_ids: Set[str]
    types: Mapping[str, str]

    def vi(self, text: str) -> Markup:
        """Return a text that is Vietnamese in both languages."""
        return (
            escape(text) if self.language.code == "vi" else Markup(f'<span lang="vi">{escape(text)}</span>')
        )

    def tier_name(self, text: str) -> Markup:
        """Return a tier by its printed name; that a unit is in none is told in the language of the page."""
        return escape(self.language.term("status", text)) if text == "not_ranked" else self.vi(text)

    def unit_link(self, agency_id: str, text: str) -> Markup:
        """Return the name of a unit, which leads to its page."""
        return Markup(f'<a class="unit" href="{self.here}{escape(unit_page(agency_id))}">{self.vi(text)}</a>')

    def english(self, agency_id: str) -> str:
        """Return what a unit is called in English, by its type; nothing on a page in Vietnamese."""
        kind = None if self.language.code == "vi" else self.types.get(agency_id)
        return self.language.name("agency_types", kind) if kind else ""

    def glossed(self, agency_id: str, text: str) -> Markup:
        """Return the name of a unit, linked, on an English page with what it is called in English."""
        name, english = self.unit_link(agency_id, text), escape(self.english(agency_id))
        return Markup(f"{name}<small>{english}</small>") if english else name

    def row_link(self, anchor: str, row: str) -> Markup:
        """Return the mark that leads to its own row, and what a citation calls the row.

        The sign is one of the style sheet, so that no copy of the row holds it.
        """
        means = escape(self.language.say("cell.row_address"))
        return Markup(
            f' <a class="self" href="#{escape(anchor)}" data-row="{escape(row)}" title="{means}"></a>'
        )

    def printed(self, row: Statement) -> Markup:
        """Return a printed value, linked to its words, with the mark of a contested one."""
        if row.value is not None:
            sign = " %" if row.unit == "percent" else ""
            shown = Markup(f"{self.language.number(row.value, row.decimals)}{sign}")
        else:
            shown = self.tier_name(row.tier) if row.tier else self.vi(row.value_text)
        return self._to_words(row, shown)

    def printed_or(self, row: Statement | None, reason: str | None = None) -> Markup:
        """Return a printed value, or why there is none."""
        return self.printed(row) if row else self.missing(reason)

    def tier(self, text: str | None, row: Statement | None) -> Markup:
        """Return a tier as printed, linked where its words stand in a line of their own."""
        if row and text and text != "not_ranked":
            return self._to_words(row, self.vi(text))
        return self.tier_name(text) if text else self.missing(None)

    def _to_words(self, row: Statement, shown: Markup) -> Markup:
        said = escape(self.language.say("cell.source", text=row.value_text, line=row.line))
        href = escape(line_link(row.source_id, row.line, row.col_start))
        return Markup(
            f'<a class="p" href="{self.here}{href}" title="{said}">{shown}</a>{self.contested(row)}'
        )

    def contested(self, row: Statement | None) -> Markup:
        """Return the mark of a value that its document contradicts, and of what is computed from one."""
        if row is None or row.statement_id not in self.contested_ids:
            return Markup()
        means, mark = (escape(self.language.say(f"marks.{key}")) for key in ("contested_means", "contested"))
        return Markup(f' <abbr class="odd" title="{means}">{mark}</abbr>')

    def missing(self, reason: str | None) -> Markup:
        """Return why there is no number: a mark whose meaning is in its title and in the legend."""
        means = escape(self.language.term("missing", reason or "none"))
        mark = escape(self.language.say(f"marks.{reason or 'none'}"))
        return Markup(f'<abbr class="miss" title="{means}">{f"[{mark}]" if reason else mark}</abbr>')

    def unprinted(self, cell: CriterionCell) -> Markup:
        """Return why a score is not printed, unless it follows, and what follows of it."""
        found = cell.deduced
        if found is None:
            return Markup() if cell.is_deduced else self.missing(cell.missing_reason)
        shown = self.deduced(found)
        return shown if cell.is_deduced else Markup(f"{self.missing(cell.missing_reason)} {shown}")

    def deduced(self, found: DeductionView) -> Markup:
        """Return what follows of a value: the value, or the bounds that it lies between."""
        number, say = self.language.number, self.language.say
        sign = self.of_quantity(found.row.quantity)
        if found.tiers:
            shown = Markup("–").join(self.tier_name(tier) for tier in found.tiers)
        elif found.low is not None and found.high is not None:
            span = "" if found.low == found.high else f"–{number(found.high)}"
            shown = escape(f"{number(found.low)}{span}{sign}")
        elif found.low is not None:
            shown = escape(say("cell.from_low", low=number(found.low)) + sign)
        else:
            high = "" if found.high is None else number(found.high)
            shown = escape(say("cell.to_high", high=high) + sign)
        return Markup(f'<span class="deduced">{shown}</span>')

    def of_quantity(self, quantity: str) -> str:
        """Return the unit of a quantity whose name does not say it."""
        return " %" if quantity == "pct_of_max" else ""

    def interval(self, places: Interval) -> Markup:
        """Return the places that a unit can have."""
        if places.high is None:
            shown = escape(self.language.say("cell.from_low", low=places.low))
        else:
            span = "" if places.low == places.high else f"–{places.high}"
            shown = Markup(f"{places.low}{span}")
        return Markup(f'<span class="deduced">{shown}</span>')

    def percent(self, cell: CriterionCell) -> Markup:
        """Return the percent of the maximum that we worked out."""
        if cell.pct is None:
            return self.missing(None)
        return Markup(f"<em>{self.language.rounded(cell.pct, 1)} %</em>{self.contested(cell.score)}")

    def bar(self, percent: Decimal) -> Markup:
        """Return a percent as a bar; the number stands beside it."""
        return Markup(f'<svg class="bar" aria-hidden="true"><rect width="{percent.normalize():f}%"/></svg>')

    def dots(self, percents: Sequence[Decimal]) -> Markup:
        """Return the percents of many units on one axis; the lowest and the highest stand beside it."""
        dots = "".join(f"M{percent.normalize():f} 7h0" for percent in percents)
        return Markup(
            '<svg class="strip" width="160" height="14" viewBox="0 0 100 14" preserveAspectRatio="none"'
            f' aria-hidden="true"><path class="axis" d="M0 7h100"/><path class="dots" d="{dots}"/></svg>'
        )

    def strip(self, drawn: Strip, places: Interval, n_units: int) -> Markup:
        """Return the place of one unit on the axis of its own list."""
        said = escape(self.language.say("profile.strip_label", low=places.low, high=places.high, n=n_units))
        dot = f'<circle cx="{drawn.low}%" cy="7" r="4"/>' if drawn.low == drawn.high else ""
        return Markup(
            f'<svg class="strip" width="120" height="14" role="img" aria-label="{said}">'
            '<line class="axis" x1="0" x2="100%" y1="7" y2="7"/>'
            f'<line class="span" x1="{drawn.low}%" x2="{drawn.high}%" y1="7" y2="7"/>{dot}</svg>'
        )

    def line(self, source_id: str, number: int) -> Markup:
        """Return a line of a document, linked."""
        return self._line(line_link(source_id, number), number)

    def word(self, claim: JudgedClaim) -> Markup:
        """Return the line of a claim, linked to its words."""
        return self._line(line_link(claim.source_id, claim.line, claim.col_start), claim.line)

    def _line(self, href: str, number: int) -> Markup:
        shown = escape(self.language.say("cell.line", line=number))
        return Markup(f'<a href="{self.here}{escape(href)}">{shown}</a>')

    def source(self, row: Source) -> Markup:
        """Return a document, linked: its number, or what an article is known by, and its kind."""
        href = f"{self.here}{escape(source_page(row.source_id))}"
        return Markup(f'<a href="{href}">{self.source_name(row)}</a> {self.kind(row)}')

    def kind(self, row: Source) -> Markup:
        """Return the kind of a document."""
        shown = escape(self.language.name("document_kinds", row.document_kind))
        return Markup(f'<span class="kind k-{escape(row.document_kind)}">{shown}</span>')

    def source_name(self, row: Source) -> Markup:
        """Return what a document is known by."""
        if row.document_number:
            return escape(row.document_number)
        if not row.is_article:
            return escape(row.title)
        say = self.language.say
        if row.publisher and row.published_on:
            day = self.language.day(row.published_on)
            name = say("source.article_by_on", publisher=row.publisher, date=day)
        else:
            name = (
                say("source.article_by", publisher=row.publisher) if row.publisher else say("source.article")
            )
        return escape(f"{name} {say('source.article_about', about=row.about)}" if row.about else name)
