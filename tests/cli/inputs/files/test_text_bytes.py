from hypothesis import given
from hypothesis import strategies as st

from cli.inputs.files.text_bytes import MARKS, ByteSummary, examine_bytes
from tests.examples import examples

TEXTS = st.text(st.sampled_from(["a", "1", *MARKS, "\r", "\n", "é", "€", "😀"]))


@given(TEXTS, st.integers(1, 4))
@examples(100)
def test_what_a_text_holds_however_it_is_cut(text: str, size: int) -> None:
    content = text.encode()
    chunks = [content[place : place + size] for place in range(0, len(content), size)]
    assert examine_bytes(chunks) == ByteSummary(
        old_mac="\r" in text and "\n" not in text,
        absent=frozenset(MARKS) - frozenset(text),
        ascii=text.isascii(),
    )
