"""What is typed on the command line, and what is answered where it cannot be meant.

- `answers`: What is answered to words that cannot be meant as they are typed.
- `beginning`: What `merito` alone says: how to begin, with the files of this folder.
- `command_line`: Commands of Typer's whose mistakes are ours: one sentence, one remedy.
- `completion`: The values that options complete to, and that messages list.
- `completion_hooks`: The options whose values complete, loaded when a key asks for them.
- `configured_files`: The names that merito.yaml gives to files and models, read at a glance.
- `errors`: Mistakes of the command line, one class each.
- `file_roles`: Whether a file holds touchpoints, orders or costs, by the first look at its header.
- `folders`: Names that end with a slash, which say folder where one file is written.
- `option_names`: The options of a command as they are typed.
- `remote_files`: Options that name a file of another machine, not fetched nor sent.
- `slips`: Slips of the hand that a parser would take for something else.
- `stray_words`: Words that are no option: files, addresses, models, periods, formats.
- `synonyms`: Words that people know a command or an option by, and what it is called here.
- `version_details`: What a report of a bug should say of the installation.
"""
