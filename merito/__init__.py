"""The program as it is installed: in a wheel this folder holds all of its packages.

`cli`, `attribution` and `rfm` are names that others use as well. A wheel therefore has them inside
this folder, where nothing else looks for them; a checkout has them beside it.
"""
