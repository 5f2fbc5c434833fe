"""How Sphinx builds these pages: strictly, and without the network."""

from importlib.metadata import version as version_of

project = "Zul"
author = "The Zul developers"
copyright = "The Zul developers"
version = release = version_of("zul")

extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Zul"
html_copy_source = False
html_show_sphinx = False
