"""`python -m tapal` is the command line."""

from tapal.cli import main

if __name__ == "__main__":
    main()
