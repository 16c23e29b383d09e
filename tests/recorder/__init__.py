"""Records every change a process makes below watched folders, and kills it at each of them. Linux only."""
