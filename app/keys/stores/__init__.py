"""The keyrings of the operating systems as key stores: `choice` picks one for this machine or a vault."""
