"""One module a command: settings, inputs, library, render."""
