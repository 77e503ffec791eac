#!/usr/bin/env bash
# python-calamine 0.9.1, odfpy 1.4.1, xlsxwriter 3.3.1 (PyPI) and LibreOffice
# 7.4.7 (Debian's libreoffice-calc): one column of efforts comes out of an .ods
# in two types, by whether it took a day.
#
# A duration under 24 hours in an OpenDocument sheet is read by calamine as a
# datetime.time, as if it were a time of day; from 24 hours on, and below zero,
# it is text in ISO form ("PT26H30M00S"). The same cells in .xlsx are all
# datetime.timedelta. It is so for a sheet that odfpy wrote and for an .xlsx
# that LibreOffice saved as .ods.
#
# It matters to whoever sums efforts or reads a start time: 18 hours of work
# and six in the evening cannot be told apart, and the rows that count most are
# words. Nothing is raised until the sum.
#
# Seen on the first run:
#> xlsx:              6:00 timedelta, 18:00 timedelta, 24:00 timedelta, 36:00 timedelta
#> saved as ods:      6:00 time, 18:00 time, 24:00 str 'PT24H00M00S', 36:00 str 'PT36H00M00S'
#> ods by odfpy:      6:00 time, 18:00 time, 24:00 str 'PT24H00M00S', 36:00 str 'PT36H00M00S', -2:30 str '-PT02H30M00S'
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC LC_ALL=C.UTF-8 HOME=$T
command -v soffice >/dev/null || apt-get install -y -q --no-install-recommends libreoffice-calc >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc >&2
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q python-calamine==0.9.1 odfpy==1.4.1 xlsxwriter==3.3.1; } \
    >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
cat >"$T/write.py" <<'EOF'
import sys
import xlsxwriter
from odf.number import Hours, Minutes, Text, TimeStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P
folder = sys.argv[1]
book = xlsxwriter.Workbook(f"{folder}/efforts.xlsx")
sheet = book.add_worksheet()
hours = book.add_format({"num_format": "[h]:mm"})
for row, (text, days) in enumerate((("6:00", 0.25), ("18:00", 0.75), ("24:00", 1), ("36:00", 1.5))):
    sheet.write(row, 0, text)
    sheet.write_number(row, 1, days, hours)
book.close()
doc = OpenDocumentSpreadsheet()
form = TimeStyle(name="hours", truncateonoverflow="false")
for part in (Hours(), Text(text=":"), Minutes(style="long")):
    form.addElement(part)
doc.automaticstyles.addElement(form)
look = Style(name="cell", family="table-cell", datastylename=form)
doc.automaticstyles.addElement(look)
table = Table(name="Efforts")
for text, value in (("6:00", "PT06H00M00S"), ("18:00", "PT18H00M00S"), ("24:00", "PT24H00M00S"),
                    ("36:00", "PT36H00M00S"), ("-2:30", "-PT02H30M00S")):
    row = TableRow()
    for cell in (TableCell(valuetype="string"), TableCell(valuetype="time", timevalue=value, stylename=look)):
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
doc.spreadsheet.addElement(table)
doc.save(f"{folder}/byodfpy.ods")
EOF
"$T/venv/bin/python" "$T/write.py" "$T"
soffice --headless --convert-to ods --outdir "$T" "$T/efforts.xlsx" >"$T/log" 2>&1
"$T/venv/bin/python" - "$T" >"$T/out" <<'EOF'
import sys
from python_calamine import CalamineWorkbook
for said, name in (("xlsx:", "efforts.xlsx"), ("saved as ods:", "efforts.ods"), ("ods by odfpy:", "byodfpy.ods")):
    rows = CalamineWorkbook.from_path(f"{sys.argv[1]}/{name}").get_sheet_by_index(0).to_python()
    print(said.ljust(18), ", ".join(
        f"{text} {type(v).__name__}" + (f" {v!r}" if isinstance(v, str) else "") for text, v in rows))
EOF
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
