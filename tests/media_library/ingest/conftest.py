from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from media_library.ingest.examining import Examiner
from media_library.ingest.refusals import FileRefused

Examine = Callable[..., object]


@pytest.fixture(scope="session")
def examiner() -> Iterator[Examiner]:
    with Examiner() as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes, str], Path]:
    def written(content: bytes, name: str = "file") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


@pytest.fixture
def refusal_of(examiner: Examiner) -> Callable[[Path], tuple[str, dict[str, object]]]:
    def refused(path: Path) -> tuple[str, dict[str, object]]:
        with pytest.raises(FileRefused) as caught:
            examiner.examine(path, path.name)
        return caught.value.refusal.code, dict(caught.value.refusal.about)

    return refused
