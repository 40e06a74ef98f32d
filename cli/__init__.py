"""The application: the only room that touches files, the terminal and the environment."""

import os

# Nothing here is a plugin of pydantic; looking for some costs a tenth of a short run.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Our matrices are small: threads of linear algebra wait for each other longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
