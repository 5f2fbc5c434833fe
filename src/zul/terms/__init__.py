"""Floor 1, the nouns: immutable, without files, clock or chance."""
