"""Closed bounds by what they are of, whatever columns a case has for the units without a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.deduction.bounds import HIGH, LOW, Step
from pipeline.deduction.model import Model

# Quantity, criterion and named unit by number; None where it has none, and for each unit without a name.
Key = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Span:
    """The ends of a quantity and the steps that lead to them."""

    low: int | None
    high: int | None
    steps: tuple[Step | None, ...] = ()

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """Both ends."""
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class View:
    """What is known of every quantity that can be a row; `model` gives names and structure."""

    model: Model
    spans: dict[Key, Span]

    def maximum_of(self, criterion: int, unit: int) -> Span | None:
        """Return the maximum that holds for a unit; None where its own one is not believed."""
        own = self.spans.get(("own_maximum", criterion, unit))
        if own is not None or (criterion, self.model.units[unit]) in self.model.frame.unit_maxima:
            return own
        return self.spans["max_score", criterion, None]


def view(model: Model) -> View:
    """Return the view of one model."""
    return View(model, dict(_spans(model)))


def _spans(model: Model) -> Iterator[tuple[Key, Span]]:
    yield ("n_units", None, None), _span(model, [model.size])
    unnamed = range(model.n_named, model.rest + (model.n_rest(HIGH) != 0))
    for (criterion, unit), variable in model.unit_maxima.items():
        yield ("own_maximum", criterion, unit), _span(model, [variable])
    for criterion in range(len(model.criteria)):
        yield ("max_score", criterion, None), _span(model, [model.maxima[criterion]])
        quantities = [("score", model.score), ("rank", model.rank), ("tier", model.tier)]
        if model.has_percents(criterion):
            quantities.append(("pct_of_max", model.percent))
        for word, variable_of in quantities:
            for unit in range(model.n_named):
                yield (word, criterion, unit), _span(model, [variable_of(criterion, unit)])
            if unnamed:
                yield (
                    (word, criterion, None),
                    _span(model, [variable_of(criterion, unit) for unit in unnamed]),
                )


def _span(model: Model, variables: Sequence[int]) -> Span:
    bounds = model.bounds
    return _widest(
        [
            Span(
                bounds.low(variable),
                bounds.high(variable),
                (bounds.steps[LOW][variable], bounds.steps[HIGH][variable]),
            )
            for variable in variables
        ]
    )


def _widest(spans: Sequence[Span], more: Sequence[Step | None] = ()) -> Span:
    """Return the widest ends, with the steps to those of all that are not open."""
    if len(spans) == 1 and not more:
        return spans[0]
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    low = min(lows) if len(lows) == len(spans) else None
    high = max(highs) if len(highs) == len(spans) else None
    steps = [step for span in spans for step in span.steps] if (low, high) != (None, None) else []
    return Span(low, high, (*steps, *more) if any(steps) else ())


def hull(views: Sequence[View], dropped: Sequence[Step | None]) -> View:
    """Return what holds in each of the views; `dropped`: why there are no more of them."""
    first = views[0]
    if len(views) == 1 and not dropped:
        return first
    keys = dict.fromkeys(key for item in views for key in item.spans)
    return View(
        first.model,
        {key: _widest([item.spans[key] for item in views if key in item.spans], dropped) for key in keys},
    )
