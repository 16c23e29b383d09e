"""A certificate as a page for people to read: a PDF made from nothing but what the certificate says."""

from app.custody.rendering.document import lay_out, render_pdf

__all__ = ["lay_out", "render_pdf"]
