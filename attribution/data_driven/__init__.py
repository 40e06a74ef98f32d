"""Models computed once, from what all parts of the customers say together."""
