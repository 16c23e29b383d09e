"""Tests of the controls that Qt does not have."""
