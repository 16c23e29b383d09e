"""Tests of long lists: paging, the table, the tickets."""
