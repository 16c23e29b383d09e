"""The program in a real window: a display, a window manager, a real mouse and a real keyboard."""
