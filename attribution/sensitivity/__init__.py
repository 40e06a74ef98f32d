"""The same models under lost touches and other windows.

- `decisions`: Which values to keep and which to cut by what they return, and what turns that over.
- `draws`: The credit of a comparison where touches are lost at random, draw by draw.
- `passes`: All losses of a plan in the passes that one of them takes.
- `ranges`: How far credit and ranks move where touches are lost, and which conclusions reverse.
"""
