"""A YAML file, options and the environment to settings, with positions.

- `errors`: What can be wrong with the settings as a whole.
- `load`: Finding the configuration file and loading the settings of a run.
- `messages`: What validation complains about, in the words of the person who writes the file.
- `origins`: Where each effective value came from, for `explain`.
- `overrides`: Options and environment variables that stand above the file.
- `problem`: A mistake in the settings: where it is, what it is about and what to write instead.
- `unknown_keys`: Keys that nobody knows: where they belong, or which ones may be meant.
- `validation`: The mistakes that validation finds, in plain words and with their place in the
  file.
- `yaml_file`: Strict YAML: positions of everything, only true and false are booleans, no key
  twice.
"""
