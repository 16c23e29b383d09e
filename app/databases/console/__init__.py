"""The SQL console: what may run, what it would change, results, pages of rows, history."""
