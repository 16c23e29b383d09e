"""One file a step; its `revision` and `down_revision` put them in order."""
