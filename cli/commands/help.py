"""`merito help`: the manual, a topic at a time."""

from cli.options import Options, takes


@takes("topic")
def help_(options: Options) -> None:
    """Show a page of the manual, or the help of a command.

    \b
      merito help                  the topics there are
      merito help files
      merito help files > files.md
      merito help compare          as merito compare --help
    """  # noqa: D301 - \\b is the mark for lines that are not refilled
    # Here, because --help loads nothing it does not need.
    from cli.manual.display import show_help

    show_help(options)
