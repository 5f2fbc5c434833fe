"""A case out of bare documents: what a reader takes for granted between their figures."""
