"""What each number of a text counts, of whom, where and when."""
