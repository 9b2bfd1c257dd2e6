"""Official papers: HTML to PDF in a child process that reads nothing but our own assets, and QR codes."""

from core.documents.qr import qr_data_uri, qr_svg
from core.documents.rendering import RenderFailed, render_pdf

__all__ = ["RenderFailed", "qr_data_uri", "qr_svg", "render_pdf"]
