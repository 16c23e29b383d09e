"""The page of the first start: the vault, the folder of the copies, something to begin with."""
