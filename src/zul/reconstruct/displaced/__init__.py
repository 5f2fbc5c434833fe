"""The annual model of a displaced people: its account, its priors, its claims as data, and what follows."""
