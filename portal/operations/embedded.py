"""What an embedded portal makes for itself, so that it starts with no environment at all."""

import contextlib
import os
import secrets
from pathlib import Path


def local_folder(folder: Path) -> Path:
    """The folder, made if it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def local_secret_key(folder: Path) -> str:
    """The secret key of this machine, made once and kept in a file that only its owner can read."""
    file = folder / "secret_key"
    try:
        return file.read_text()
    except FileNotFoundError:
        draft = local_folder(folder) / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):  # the first process wins, the others read what it wrote
            os.link(draft, file)
        draft.unlink()
        return file.read_text()
