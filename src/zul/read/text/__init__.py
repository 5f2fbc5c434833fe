"""Files of every format become one frozen text, with the place of everything in it."""
