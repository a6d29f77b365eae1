"""What LibreOffice shows for many numbers under many number formats, written to `tests/data/number_formats.json`.

Run once where LibreOffice is installed (`python -m tests.number_formats`); the tests read what it wrote.
"""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

KEPT = Path(__file__).parent / "data" / "number_formats.json"

VALUES = (0, 1, -1, 0.5, 0.8947368421, -20, 108, 81.5, 1548.447, -1234567.891, 1080000, 12345678901)  # float: as stored

FORMATS = (
    "General", "0", "0.0", "0.00", "0.000", "#", "#.##", "0.##", "0.0#", "#,##0", "#,##0.00", "#,##0.0", "###0.00", "00", "0000", "000.00",
    "0%", "0.0%", "0.00%", "#,##0.00%", "0.00_ ", "0.00_);(0.00)", "#,##0.00_);(#,##0.00)", "#,##0.00_);[Red](#,##0.00)", "0.00;-0.00",
    "0.00;[Red]0.00", "0.00;[Red]-0.00", "#,##0.00;[Red]#,##0.00", "0.00;0.00;\"-\"", "0.00;-0.00;\"\"", "0.00;-0.00;;@", "#,##0.00;-#,##0.00;-",
    '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    '"¥"#,##0.00', '"¥"#,##0.00;[Red]\\-"¥"#,##0.00', "[$¥-804]#,##0.00", "¥#,##0.00;¥-#,##0.00",
    '0.00"元"', '0.00"万元"', '#,##0.00"万元"', '0"%"', '0.00"%"', 'General"万元"', '"约"0.00', '0.00"分"', '0"项"',
    "#,##0,", "0.0,", "0.00,,", '0.00,,"百万"', '0"."0,"万元"', '0"."0,', '0"."0000', '0"."00,,"亿"', '0\\.0,"万元"', "0!.0,", '0!.0,"万元"', '0"."0000"万元"',
    '#,##0"."00', '[>=10000]0"."0,"万元";0"元"', '[>=100000000]0.00,,"百万";0.00', "[<0]-0.00;0.00", "[Red][<0]0.00;[Blue][>=0]0.00", "[=0]\"无\";0.00",
    "△0.00", '0.00;"△"0.00', '0.00;"▲"0.00', '0.00;"负"0.00', "0.00-", "+0.00;-0.00", "+0.00;-0.00;0", "(0.00)", "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "0/100",
    "@", "0.00;-0.00;0.00;@", "???0.00", "0.0?", "?.??", '"共"0"个"', '"第"0"号"', "00-00", "000-0000", "0.00 \"万 元\"", "0 0", "# ##0.00",
)  # fmt: skip


def rendered() -> dict[str, list[str]]:
    """The texts of all values under each format, as LibreOffice prints them into a CSV file."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row, form in enumerate(FORMATS, 1):
        for column, value in enumerate(VALUES, 1):
            cell = sheet.cell(row, column, value)
            cell.number_format = form
    with TemporaryDirectory() as folder:
        path = Path(folder) / "formats.xlsx"
        book.save(path)
        # commas, quotation marks, UTF-8, and cells as they are shown
        shape = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true"
        subprocess.run(["soffice", "--headless", "--convert-to", shape, "--outdir", folder, str(path)], check=True)
        with (Path(folder) / "formats.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    return {form: row[: len(VALUES)] for form, row in zip(FORMATS, rows, strict=True)}


if __name__ == "__main__":
    KEPT.parent.mkdir(exist_ok=True)
    kept = {"values": VALUES, "shown": rendered()}
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
