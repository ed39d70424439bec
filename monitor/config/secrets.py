"""Secrets by name: one file each, from systemd's credentials or a folder of the operator's."""

from collections.abc import Mapping
from pathlib import Path

from monitor.config.settings import Settings
from monitor.delivery.options import Secret
from monitor.errors import Fault

CREDENTIALS = "CREDENTIALS_DIRECTORY"  # where systemd puts what LoadCredential= names


class Secrets:
    """Looks for a secret's file in systemd's folder first, then in that of the configuration."""

    def __init__(self, settings: Settings, environment: Mapping[str, str]) -> None:
        given = environment.get(CREDENTIALS)
        folders = (Path(given) if given else None, settings.secrets)
        self._folders = [folder for folder in folders if folder]

    def named(self, name: str, wanted_by: str) -> Secret | Fault:
        """Return the secret of a name, or what to do where it is not there."""
        for folder in self._folders:
            if (folder / name).is_file():
                return self.at(folder / name, wanted_by)
        looked = " or ".join(str(folder) for folder in self._folders) or "no folder: there is none"
        return Fault(
            file=wanted_by,
            message=f"there is no secret {name!r} (looked in {looked})",
            hint=f"Give it a file of that name: LoadCredential={name}:PATH of the service, or the "
            "folder that `secrets` names.",
        )

    def at(self, path: Path, wanted_by: str) -> Secret | Fault:
        """Return the secret that a file holds."""
        try:
            return Secret(path.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            return Fault(
                file=wanted_by,
                message=f"the secret cannot be read from {path}: {error}",
                hint="It is one line of text, in a file that this user may read.",
            )
