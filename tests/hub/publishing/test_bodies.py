"""Bodies are read at once: what a document costs does not grow with the pictures it shows."""

from collections.abc import Callable
from typing import Any

import pytest

from hub.publishing.bodies import BodyWriter, References
from media_library.models import Picture
from media_library.renditions.standard import renditions
from tests.media_library.making import agency, drawing, encoded, picture

GALLERY_QUERIES = 6  # words, owners, their names, places, people, renditions


@pytest.mark.django_db
@pytest.mark.parametrize("many", [2, 5])
def test_a_gallery_costs_the_same_for_two_pictures_and_for_five(
    many: int, django_assert_num_queries: Callable[[int], Any]
):
    owner = agency()
    for number in range(many):
        renditions(picture(encoded(drawing((64 + number, 48))), title=f"Sen {number}", owner=owner))
    fresh = list(Picture.objects.order_by("pk"))
    references = References()

    with django_assert_num_queries(GALLERY_QUERIES):
        written = BodyWriter("vi", references)._gallery({"pictures": [*fresh, None]})

    assert [shape["id"] for shape in written["pictures"]] == [str(one.uid) for one in fresh]
    assert references == {("picture", str(one.uid)) for one in fresh}
