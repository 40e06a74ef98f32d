"""The application: the only room that touches files, the terminal and the environment."""

import os

# Nothing here is a plugin of pydantic; looking for some costs a tenth of a short run.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
