"""What comes with a submission besides its notebooks: its files, and when it was handed in."""

import datetime
from pathlib import Path

from nbgrader.converters import BaseConverter

from proctor import luggage
from proctor.settings import MIB


class CarriesFiles(BaseConverter):
    """Copies the files that come with a submission, but not those that could do harm."""

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """In the place of nbgrader's own, which follows links and copies everything."""
        source, target = (
            Path(self._format_source(assignment_id, student_id)),
            Path(self._format_dest(assignment_id, student_id)),
        )
        target.mkdir(parents=True, exist_ok=True)
        self.aside = luggage.carry(source, target, most=self.most())
        master = self.coursedir.format_path(self.coursedir.source_directory, ".", assignment_id)
        luggage.provide(Path(master), target)  # nbgrader copies them as well, but not over a folder

    def most(self) -> int:
        """Bytes of files that a submission may bring: its room must have as much again to work in."""
        return min(luggage.SIZE, self.examiner.settings.disk * MIB // 2)

    def timestamp(self, folder: str) -> datetime.datetime | None:
        """When a submission was handed in, if its `timestamp.txt` says so."""
        path = Path(folder, "timestamp.txt")
        try:
            plain = path.is_file() and not path.is_symlink() and path.stat().st_size < 1000
            return type(self.coursedir).get_existing_timestamp(self.coursedir, folder) if plain else None
        except (ValueError, OverflowError, OSError, AttributeError):  # the last is nbgrader's own slip
            self.log.warning("%s says no time that can be read: it is passed over", path)
            return None
