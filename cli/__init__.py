"""The application: the only room that touches files, the terminal and the environment.

- `commands/`: The commands, one file each: settings, dataset, report, output.
- `dataset/`: All files of a run, loaded: what every report starts from.
- `engines/`: How parts of the customers are run: in memory, spilled, on Spark.
- `expressions/`: Expressions of users: Python syntax, allow-listed node by node, compiled to
  Polars.
- `inputs/`: Exported files to typed rows and the ledger; nothing here knows an engine.
- `manual/`: The manual: a Markdown file a topic, shown by `merito help TOPIC`.
- `outputs/`: Where finished reports go: complete or not at all, and never over what the run
  reads.
- `render/`: Reports turned into bytes, one module a format; nothing here opens a file.
- `reports/`: Reports: a dataset in, a `Report` out; one folder each.
- `settings/`: The typed settings of the whole configuration file, strictly read, all mistakes at
  once.
- `starter/`: A configuration file made for exported files: what `merito init` does.
- `streams/`: Tables that are written piece by piece, so that memory does not grow with them.
- `usage/`: What is typed on the command line, and what is answered where it cannot be meant.
- `delivery`: A finished report on its way out: notes to standard error, the report where it
  should go.
- `errors`: The base of every mistake merito answers with a sentence instead of a traceback.
- `guardian`: A process that waits while another one reads Parquet: a damaged file may abort the
  reader.
- `interrupts`: Being told to stop, by Ctrl-C or by a signal: everything is cleaned up on the way
  out.
- `ledger`: The ledger of a report: what became of each row, and its one-line form.
- `main`: The entry point: the list of commands, signals, and mistakes turned into exit statuses.
- `money`: Money of files and tables: whole numbers of 1/10 000 of the currency unit, cents, text.
- `options`: The options that commands share: names, environment variables and help, each said
  once.
- `parameters`: How an option is declared to Typer: its names, its environment variable, its
  help.
- `progress`: A bar on standard error for work that takes long.
- `report`: What a report is, whatever it is written as.
- `run`: A run made ready: its settings (option, environment, file), and its engine.
- `standard_error`: What is told on standard error: nothing in it can command the terminal.
- `version`: The version of the installed program.
- `wording`: How sentences count, share and list, the same in every message.
"""
