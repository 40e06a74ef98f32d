"""The list of commands, in the order of the help: name, what it does, where it is."""

from typing import ClassVar

from cli.usage.command_line import Group, ListedCommand


class Program(Group):
    """All of `merito`; a command is imported when it is called."""

    entries: ClassVar = (
        ListedCommand(
            "compare",
            "Compare attribution models: what each gives to each channel.",
            "cli.commands.compare:compare",
        ),
        ListedCommand(
            "journeys",
            "Show how channels work together before an order.",
            "cli.commands.journeys:journeys",
        ),
        ListedCommand(
            "credits",
            "List the rows behind every number: order by touch.",
            "cli.commands.credits:credits_",
        ),
        ListedCommand(
            "customer",
            "Show one customer on one page: facts, timeline, credit.",
            "cli.commands.customer:customer",
        ),
        ListedCommand(
            "rfm",
            "Segment customers by recency, frequency and monetary value.",
            "cli.commands.rfm:rfm",
        ),
        ListedCommand(
            "value",
            "Forecast what customers are worth and who slips away.",
            "cli.commands.value:value",
        ),
        ListedCommand(
            "cohorts",
            "Follow customers from their first order on: who comes back.",
            "cli.commands.cohorts:cohorts",
        ),
        ListedCommand(
            "watch",
            "Judge KPIs by their targets and their own past.",
            "cli.commands.watch:watch",
        ),
        ListedCommand(
            "sensitivity",
            "See which ranks and differences survive lost touches.",
            "cli.commands.sensitivity:sensitivity",
        ),
        ListedCommand(
            "report",
            "Print every report the files allow, or write all to files.",
            "cli.commands.report:report",
        ),
        ListedCommand(
            "check",
            "Show what was read, what it covers, and what is odd about it.",
            "cli.commands.check:check",
        ),
        ListedCommand(
            "explain",
            "Say what a model does, its values, and where they come from.",
            "cli.commands.explain:explain",
        ),
        ListedCommand(
            "init",
            "Look at the files and write a commented merito.yaml for them.",
            "cli.commands.init:init",
        ),
        ListedCommand(
            "demo",
            "Copy the sample shop to a folder, to try everything on.",
            "cli.commands.demo:demo",
        ),
        ListedCommand(
            "help",
            "Show a page of the manual, or the help of a command.",
            "cli.commands.help:help_",
        ),
    )
