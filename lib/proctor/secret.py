"""The seed of a student's cases: it follows from a secret of the course, so that no student can know it."""

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path


def course_secret(root: Path) -> bytes:
    """The secret of the course whose folder is `root`; made when it is first asked for, readable by its owner alone."""
    path = Path(root) / ".proctor" / "secret"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        _write_once(path, secrets.token_bytes(32))
    secret = path.read_bytes()
    if len(secret) != 32:
        raise ValueError(
            f"{path} must hold 32 bytes, got {len(secret)}: put back the file that was there, or delete it"
        )
    return secret


def _write_once(path, secret):
    """Write the whole file or nothing: two graders that start at once must end with the same secret."""
    if path.exists():
        return
    draft = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_bytes(secret)
    try:
        os.link(draft, path)
    finally:
        draft.unlink()


def seed(secret: bytes, assignment: str, student: str) -> int:
    """The seed of one student's cases in one assignment: the same at every grading."""
    message = f"{len(assignment)}:{assignment}{student}".encode()
    return int.from_bytes(hmac.digest(secret, message, hashlib.sha256)[:8])
