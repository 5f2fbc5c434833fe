"""One module a format: what a file holds, as blocks in reading order. Each loads only when it is needed."""
