"""`merito demo`: the sample shop in a folder of one's own."""

from cli.options import Options, takes


@takes("folder")
def demo(options: Options) -> None:
    """Copy the sample shop to a folder, so that the next command works.

    \b
      merito demo shop && cd shop && merito compare
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads nothing it does not need.
    from cli.delivery import tell  # noqa: PLC0415
    from cli.sample import copied  # noqa: PLC0415

    names = copied(options.folder)
    wrote = f"wrote {', '.join(names)} to {options.folder}"
    tell([f"{wrote}; try: cd {options.folder} && merito compare"], options)
