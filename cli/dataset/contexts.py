"""How the files of each role are read, as the settings of a run say."""

from typing import TYPE_CHECKING

from cli.inputs.context import ReadContext

if TYPE_CHECKING:
    from cli.dataset.run import Run
    from cli.settings import InputPath


def make_context(run: "Run", files: "tuple[InputPath, ...]", by: str | None = None) -> ReadContext:
    """Return how some files of a run are read; `by` is an attribute of the report."""
    settings = run.settings
    return ReadContext(
        timezone=settings.timezone,
        tolerance=settings.max_bad_rows,
        folder=files[0].folder if files else None,
        home=run.folder,
        by=by,
        rates=settings.rates,
        currency=settings.currency,
        keep=run.keep,
    )
