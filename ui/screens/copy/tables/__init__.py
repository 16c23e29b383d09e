"""Tables and SQL of a working copy: the tree of databases, consoles, results."""
