"""`python -m zul` is the command `zul`."""

from zul.cli import main

if __name__ == "__main__":
    main()
