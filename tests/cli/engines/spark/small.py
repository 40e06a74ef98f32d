"""Blocks of a few lines, as if files were much larger."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

from cli.engines.spark.files import blocks
from cli.engines.spark.store import SparkPieces
from cli.engines.spark.worker import Batches

Read = Callable[[Batches], Iterator[tuple[str, Any]]]


def in_small_blocks(
    blocks: Callable[..., SparkPieces[Any]],
    size: int,
    *arguments: object,
    whole: bool = False,
) -> SparkPieces[Any]:
    """Return what `blocks` does, cut into blocks of so many bytes in the workers."""
    made = blocks(*arguments, whole=whole)
    return replace(made, read=partial(_small, made.read, size))


def _small(read: Read, size: int, batches: Batches) -> Iterator[tuple[str, Any]]:
    with patch.object(blocks, "BLOCK", size):
        yield from read(batches)
