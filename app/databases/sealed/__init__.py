"""SQLite over the file API of a sealed copy: the VFS, opening, recorded runs and taking them back."""
