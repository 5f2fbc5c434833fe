// The page is whole without this script, which opens what is folded.
reveal();
