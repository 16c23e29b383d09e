"""Controls that Qt does not have, each with a page in the gallery."""
