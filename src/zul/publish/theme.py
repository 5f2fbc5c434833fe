"""The colours and measures that all drawings share; the page gives them its own colours, light and dark."""

from __future__ import annotations

PAPER, INK, MUTED, RULE, ACCENT = "#fdfbf6", "#1f1b16", "#675d51", "#d9cfbf", "#8f5200"  # of the light page
WIDTH = 820  # px
OF_THE_PAGE = {  # colours of a drawing: those of CSS
    PAPER: "var(--paper)",
    INK: "currentColor",
    MUTED: "var(--muted)",
    RULE: "var(--rule)",
    ACCENT: "var(--accent)",
}
