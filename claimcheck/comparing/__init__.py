"""Two claims held against each other: the axes, the figures, the seventeen steps."""
