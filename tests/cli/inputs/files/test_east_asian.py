"""Which encoding a text of East Asia is taken for, and which texts are none of these."""

from pathlib import Path

import pytest

from cli.inputs.files.compression import read_chunks
from cli.inputs.files.east_asian import detect_east_asian
from cli.inputs.files.encodings import decode_source, guess_encoding
from cli.inputs.files.errors import MixedEncodingsError
from cli.inputs.files.find import find_sources
from cli.inputs.files.text_bytes import examine_bytes

_TEXTS = {
    "gb18030": "订单编号,订单状态,创建时间,实付金额\n1,交易成功,2026-01-05,10\n2,交易关闭\n",
    "cp932": "注文番号,注文日時,ステータス,合計金額\n1,2026/01/05,処理済,100\n",
    "cp949": "주문번호,주문일시,결제금액,상태\n1,2026-01-05,35000,배송완료\n2,2026-01-06,1,취소\n",
    "big5": "訂單編號,訂單日期,會員信箱,訂單金額,訂單狀態\n1,2026-01-05,a,100,已完成\n",
}


@pytest.mark.parametrize("encoding", _TEXTS)
def test_everyday_characters_tell_the_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(_TEXTS[encoding].encode(encoding))
    source = find_sources((str(path),), "orders", None)[0]
    read = decode_source(source, None, "orders")
    assert b"".join(read_chunks(read)).decode() == _TEXTS[encoding]
    assert "is not UTF-8 and was read as" in read.notes[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Bestellung;Größe;Straße;Übung;Äpfel;Müller\n" * 5, "cp1252"),
        ("IÑAKI NUÑEZ;LOGROÑO;BEGOÑA PEÑA;MÁLAGA;CORUÑA\n" * 5, "cp1252"),
        ("ÉLODIE;ÉVREUX;ÉPINAL\n" * 9, "cp1252"),
        ("Zamówienie;Wartość;Łódź;Święta\n" * 5, "cp1250"),
        ("Номер;Дата;Клиент;Сумма;Статус\n1;2;ИВАНОВ;3;ОПЛАЧЕН\n", "cp1251"),
        ("Sipariş No;Müşteri;Tutar;İptal Edildi\n" * 5, "cp1254"),
        ("订单\n", "gb18030"),
    ],
)
def test_texts_of_other_scripts_and_few_characters_tell_none(text: str, encoding: str) -> None:
    assert detect_east_asian(text.encode(encoding)) is None


def test_a_text_that_is_mostly_utf8_is_none() -> None:
    data = ("Müller\n" * 20).encode() + "Müller\n".encode("cp1252")
    with pytest.raises(MixedEncodingsError, match="line 1 is"):
        guess_encoding("o.csv", "orders", examine_bytes([data]), data)


def test_a_long_text_is_told_by_the_lines_of_its_beginning() -> None:
    data = (_TEXTS["cp932"] * 2000).encode("cp932")
    found = detect_east_asian(data)
    assert found is not None
    assert found.codec == "cp932"
