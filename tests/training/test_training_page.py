"""The explanation page of the training history says what the code says."""

from tests.training.training_page import PAGE, page


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
