"""Changes to the bytes of a file, as happen to files on their way."""

from collections.abc import Callable

from hypothesis import strategies as st

Mutation = Callable[[bytes], bytes]


def flipped(place: int, bits: int) -> Mutation:
    def mutate(content: bytes) -> bytes:
        at = place % max(len(content), 1)
        return (
            content[:at] + bytes(each ^ bits for each in content[at : at + 1]) + content[at + 1 :]
        )

    return mutate


def put(place: int, what: bytes) -> Mutation:
    def mutate(content: bytes) -> bytes:
        at = place % (len(content) + 1)
        return content[:at] + what + content[at:]

    return mutate


def cut(place: int, length: int) -> Mutation:
    def mutate(content: bytes) -> bytes:
        at = place % (len(content) + 1)
        return content[:at] + content[at + length :]

    return mutate


def ended(place: int) -> Mutation:
    return lambda content: content[: place % (len(content) + 1)]


def swapped(one: bytes, other: bytes) -> Mutation:
    return lambda content: content.replace(one, other)


def repeated(place: int) -> Mutation:
    def mutate(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True) or [b""]
        at = place % len(lines)
        return b"".join((*lines[: at + 1], *lines[at:]))

    return mutate


PLACES = st.integers(0, 5000)
PIECES = st.sampled_from(
    (
        b'"',
        b"\n",
        b"\r",
        b",",
        b";",
        b"\0",
        b"\xff\xfe",
        b"\xe8",
        "è".encode(),
        b"-",
        b" ",
        b"'",
        b"\n\n",
        b"\n# x\n",
        b"\na,b\n1,2\n",
        b'""',
        b"9",
        b".",
        b"\x1a",
        b"\xef\xbb\xbf",
        b"EUR",
        b"$",
    )
)
MUTATIONS = st.one_of(
    st.builds(flipped, PLACES, st.integers(1, 255)),
    st.builds(put, PLACES, PIECES),
    st.builds(put, PLACES, st.binary(min_size=1, max_size=8)),
    st.builds(cut, PLACES, st.integers(1, 60)),
    st.builds(ended, PLACES),
    st.builds(swapped, st.sampled_from((b",", b";", b"\n", b".", b"/")), PIECES),
    st.builds(repeated, PLACES),
)
LISTS = st.lists(MUTATIONS, max_size=4)


def mutated(content: bytes, mutations: list[Mutation]) -> bytes:
    for mutate in mutations:
        content = mutate(content)
    return content
