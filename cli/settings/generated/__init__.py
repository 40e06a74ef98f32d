"""What is written from the settings: schema, template, reference.

- `descriptions`: The descriptions of settings: the docstrings of their attributes, read from the
  source.
- `flow_style`: Values on one line of YAML, to be pasted into merito.yaml.
- `json_schema`: JSON Schemas for editors: of the configuration file, and of format files.
- `template`: Commented configuration files: the defaults, and the one that `merito init` writes.
"""
