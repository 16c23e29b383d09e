"""The places of the program: one module or package for each screen."""
