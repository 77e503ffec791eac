#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian's libreoffice-calc) with odfpy 1.4.1, python-calamine
# 0.9.1, openpyxl 3.1.5 (PyPI), read-excel-file 9.3.17 and exceljs 4.4.0 (npm): a
# date shown as its week or its quarter is no date once saved as .xlsx.
#
# Calc can show a date as "KW 49" (code WW) or "Q4" (code Q). Saved as .xlsx,
# the cell keeps these codes, which are Calc's own: Excel's format has none for
# weeks or quarters. LibreOffice opens its file and still has the dates.
# Every other reader tried takes the codes for no date and hands over the day
# number 46360. From the .ods before, calamine reads a
# date; a cell shown as "Dec 26" stays a date in both.
#
# It matters to plans kept by calendar weeks: the due column, right on screen
# and right in .ods, is a column of five-digit numbers for importers, with no
# hint that they are days.
#
# Seen on the first run:
#> python-calamine, ods:  KW 49 date, Q4 date, Dec 26 date
#> python-calamine, xlsx: KW 49 46360, Q4 46360, Dec 26 date
#> openpyxl, xlsx:        KW 49 46360, Q4 46360, Dec 26 date
#> read-excel-file, xlsx: KW 49 46360, Q4 46360, Dec 26 date
#> exceljs, xlsx:         KW 49 46360, Q4 46360, Dec 26 date
#> LibreOffice, xlsx opened and saved as ods, read by python-calamine: KW 49 date, Q4 date, Dec 26 date
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC LC_ALL=C.UTF-8 HOME=$T
command -v soffice >/dev/null || apt-get install -y -q --no-install-recommends libreoffice-calc >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc >&2
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q odfpy==1.4.1 python-calamine==0.9.1 openpyxl==3.1.5; } \
    >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
npm install --silent --no-audit --no-fund --prefix "$T" read-excel-file@9.3.17 exceljs@4.4.0 >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
"$T/venv/bin/python" - "$T/plan.ods" <<'EOF'
import sys
from odf.number import DateStyle, Month, Quarter, Text, WeekOfYear, Year
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P
doc = OpenDocumentSpreadsheet()
table = Table(name="Plan")
for name, text, parts in (
        ("week", "KW 49", (Text(text="KW "), WeekOfYear())),
        ("quarter", "Q4", (Quarter(),)),
        ("month", "Dec 26", (Month(textual="true"), Text(text=" "), Year()))):
    form = DateStyle(name=name)
    for part in parts:
        form.addElement(part)
    doc.automaticstyles.addElement(form)
    look = Style(name="cell" + name, family="table-cell", datastylename=form)
    doc.automaticstyles.addElement(look)
    row = TableRow()
    for cell in (TableCell(valuetype="string"),
                 TableCell(valuetype="date", datevalue="2026-12-04", stylename=look)):
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
doc.spreadsheet.addElement(table)
doc.save(sys.argv[1])
EOF
soffice --headless --convert-to xlsx --outdir "$T" "$T/plan.ods" >"$T/log" 2>&1
soffice --headless --convert-to ods --outdir "$T/again" "$T/plan.xlsx" >"$T/log" 2>&1
cat >"$T/read.py" <<'EOF'
import datetime
import sys
import openpyxl
from python_calamine import CalamineWorkbook
said, path = sys.argv[1:]
if said.startswith("openpyxl"):
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
else:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
print(said, ", ".join(f"{text} {'date' if isinstance(v, datetime.date) else round(v)}" for text, v in rows))
EOF
cat >"$T/read.mjs" <<'EOF'
import readSheets from 'read-excel-file/node';
import Excel from 'exceljs';
const path = process.argv[2];
const show = (said, rows) => console.log(said,
  rows.map(([text, v]) => `${text} ${v instanceof Date ? 'date' : v}`).join(', '));
show('read-excel-file, xlsx:', (await readSheets(path))[0].data);
const book = new Excel.Workbook();
await book.xlsx.readFile(path);
const rows = [];
book.worksheets[0].eachRow((r) => rows.push([r.getCell(1).value, r.getCell(2).value]));
show('exceljs, xlsx:        ', rows);
EOF
{
    "$T/venv/bin/python" "$T/read.py" 'python-calamine, ods: ' "$T/plan.ods"
    "$T/venv/bin/python" "$T/read.py" 'python-calamine, xlsx:' "$T/plan.xlsx"
    "$T/venv/bin/python" "$T/read.py" 'openpyxl, xlsx:       ' "$T/plan.xlsx"
    node "$T/read.mjs" "$T/plan.xlsx"
    "$T/venv/bin/python" "$T/read.py" 'LibreOffice, xlsx opened and saved as ods, read by python-calamine:' "$T/again/plan.ods"
} >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
