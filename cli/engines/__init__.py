"""How the parts of the customers are run."""
