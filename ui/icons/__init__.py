"""Line icons: names, rendering in the colours of the theme, and the engine that hands them to Qt."""
