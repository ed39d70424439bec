"""What browsers send: form fields, checked to come from a form that this page made."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from monitor.web.seal import Seal

LONGEST_FORM = 512 * 1024
MOST_FIELDS = 50


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by name; the last of several with one name counts."""

    fields: dict[str, str]

    def text(self, name: str, limit: int = 500) -> str:
        """Return a field on its own line, without the blanks around it; "" where it is missing."""
        return " ".join(self.fields.get(name, "").split())[:limit]

    def long_text(self, name: str) -> str:
        return self.fields.get(name, "").replace("\r\n", "\n")


def way_back(text: str) -> str:
    """Return an address of this page; never one that leads elsewhere."""
    own = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if own and text.isprintable() and "\\" not in text else "/"


async def read_form(request: Request) -> Form:
    """Return the fields of a urlencoded form; too much or the wrong kind is refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Send the fields of a form.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            raise HTTPException(413, "This form is too long.")
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=False, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise HTTPException(400, "This form cannot be read.") from error
    return Form(dict(pairs))


async def own_form(request: Request, seal: Seal) -> Form:
    """Return the fields of a form that this page made for this browser; refuse any other."""
    form = await read_form(request)
    if not seal.fits(form.fields.get("form_token", ""), request.scope["visit"]):
        raise HTTPException(403, "This form is out of date. Load the page again and repeat.")
    return form
