"""How standard SQL names things. Engines that quote in a way of their own have their own module for it."""


def quoted(name: str) -> str:
    """The name as SQL has it, whatever it holds; only a NUL cannot be in one."""
    return '"' + name.replace('"', '""') + '"'
