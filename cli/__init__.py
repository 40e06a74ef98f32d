"""The application: the only room that touches files, the terminal and the environment."""
