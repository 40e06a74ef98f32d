"""The page of a model: what it does, its values and where each came from."""

import inspect
from typing import TYPE_CHECKING

from cli.errors import MeritoError, suggest_nearest
from cli.settings import KINDS
from cli.settings.generated.descriptions import read_descriptions
from cli.settings.generated.flow_style import to_flow
from cli.settings.sections.models.data_driven import Markov
from cli.settings.sections.models.model_words import find_model
from cli.settings.sections.types import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.dataset.run import Run
    from cli.report import Report
    from cli.settings import Model
    from cli.settings.sections.models.rule_based import Parameters


class UnknownModelError(MeritoError):
    """A model was asked for that does not exist."""

    def __init__(self, name: str, known: list[str]) -> None:
        meant = find_model(name)
        hint = suggest_nearest(name, known) if meant is None else f"; here it is {meant}."
        super().__init__(f'no model named "{name}"{hint} Models: {", ".join(known)}')


def list_models(run: "Run") -> str:
    """Return every kind of model, and every named one, with its first sentence."""
    own = [model for model in run.settings.models if model.name != model.kind]
    lines = [f"{kind:16} {_describe_kind(kind).splitlines()[0]}" for kind in KINDS]
    lines += [
        f"{model.name:16} {model.kind}, as {_describe_place(run, model)} sets it." for model in own
    ]
    return "\n".join([*lines, "", "merito explain MODEL says more.", ""])


def explain_model(run: "Run", name: str) -> str:
    """Return the page of a model, of its kind or its own name; raises UnknownModelError."""
    configured = {model.name: model for model in run.settings.models}
    if name not in configured and name not in KINDS:
        raise UnknownModelError(name, list(dict.fromkeys([*configured, *KINDS])))
    model = configured.get(name)
    kind = name if model is None else model.kind
    title = name if kind == name else f"{name} ({kind})"
    where = "a column of the comparison" if model else "not in the comparison; add it to models:"
    lines = [f"{title}: {where}", "", _describe_kind(kind), "", *_list_values(run, kind, model)]
    if not KINDS[kind].additive:
        lines += ["", "Not additive: an order counts for several channels and nothing is totalled."]
    return "\n".join([*lines, ""])


def has_learned_effects(run: "Run", name: str) -> bool:
    """Tell whether a name is that of a Markov model, and the files of the report are known."""
    named = {model.name: model.parameters for model in run.settings.models}
    files = run.touchpoint_files and run.order_files
    return bool(files) and isinstance(named.get(name), Markov)


def build_learned_report(run: "Run", name: str) -> "Report":
    """Return the removal effects of a Markov model; raises what reading the files raises."""
    from cli.reports.comparison.effects import build_effects_report  # noqa: PLC0415 - reads and computes

    return build_effects_report(run, name)


def _describe_place(run: "Run", model: "Model") -> str:
    return run.find_origin(f"models.{model.name}")


def _describe_kind(kind: str) -> str:
    return inspect.cleandoc(KINDS[kind].__doc__ or "")


def _list_values(run: "Run", kind: str, model: "Model | None") -> "Iterator[str]":
    """Yield a line for each effective value: of the parameters, then of the window."""
    name = kind if model is None else model.name
    values = _list_parameters(KINDS[kind], None if model is None else model.parameters)
    for key, value, meaning in values:
        shown, origin = value, run.find_origin(f"models.{name}.{key}")
        if key == "direct" and value == "null":
            shown, origin = (
                str(list(run.settings.channels.direct)),
                run.find_origin("channels.direct"),
            )
        yield f"{key} = {shown}  [{origin}]  {meaning}"
    journeys = run.settings.journeys
    if model is not None and model.lookback is not None:
        origin = run.find_origin(f"models.{name}.lookback")
        yield f"lookback = {model.lookback}  [{origin}]  its own"
    else:
        windows = " | ".join(str(window) for window in journeys.lookback)
        yield f"lookback = {windows}  [{run.find_origin('journeys.lookback')}]  the report's"
    usual = ["lookback_basis", "repeat_orders", "max_touches"]
    usual += ["transforms", "censor_immature"] if KINDS[kind].data_driven else []
    for key in usual:
        value = getattr(journeys, key)
        shown = "all" if value is None else value if value != () else "none"
        yield f"{key} = {shown}  [{run.find_origin(f'journeys.{key}')}]  the report's"


def _list_parameters(
    kind: "type[Parameters]", given: "Parameters | None"
) -> "Iterator[tuple[str, str, str]]":
    written = {} if given is None else given.model_dump(mode="json")
    meanings = read_descriptions(kind)
    for key, field in kind.model_fields.items():
        default = (
            "(to be given)" if field.is_required() else field.get_default(call_default_factory=True)
        )
        value = written.get(key, default)
        yield key, _format_value(value), meanings.get(key, "")


def _format_value(value: object) -> str:
    """Return a value as a file has it where it is one of several keys, such as a base."""
    given = value.model_dump(mode="json") if isinstance(value, Section) else value
    match given:
        case None:
            return "null"
        case dict() if list(given.values()) == [{}]:
            return str(next(iter(given)))
        case dict():
            return to_flow(given)
        case _:
            return str(given)
