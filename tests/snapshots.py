"""Snapshots for tests: a small PDF file written by hand, a saved page, a web archive."""

import gzip

__all__ = ["bomb", "page_bytes", "pdf_bytes", "warc_bytes"]


def pdf_bytes(*pages: str) -> bytes:
    """Return a PDF file with one line of text on each page, in plain ASCII."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        stream = f"BT /F1 12 Tf 72 720 Td ({shown}) Tj ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {fonts} /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    written, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(written)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    written += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return written.encode("ascii")


def page_bytes(*paragraphs: str, title: str = "Raid", site: str = "The Daily", date: str = "2025-06-02") -> bytes:
    """Return a saved page with its title, site and date, and a table beside its paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><title>{title}</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="{site}"><meta property="article:published_time" content="{date}">'
        f"</head><body><article><h1>{title}</h1>{body}</article>"
        "<table><tr><td>Drones</td><td>52</td></tr></table><script>var x = 'not to be read';</script></body></html>"
    ).encode()


def warc_bytes(*answers: tuple[str, str, bytes], gzipped: bool = True, status: str = "200 OK") -> bytes:
    """Return a web archive with an answer for each address, content type and body."""
    records = []
    for number, (address, kind, body) in enumerate(answers):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
            f"WARC-Date: 2025-06-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record, mtime=0) if gzipped else record)
    return b"".join(records)


def bomb(size: int) -> bytes:
    """Return zeros, packed: a thousand times as many as it has bytes."""
    return gzip.compress(b"\0" * size, mtime=0)
