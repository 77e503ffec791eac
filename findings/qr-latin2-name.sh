#!/usr/bin/env bash
# zxing-cpp 3.1.1, opencv-python-headless 5.0.0.93, pyzbar 0.1.9 (PyPI) and
# jsQR 1.4.0 (npm): a Polish name in a QR code that zxing-cpp wrote raises an
# error in OpenCV, in the very call that found the code.
#
# zxing-cpp's create_barcode() chooses the narrowest character set that holds
# the text: "Łukasz" is written as ISO 8859-2 with a mark that says so (ECI 4),
# which the standard allows. zxing-cpp and zbar read it. OpenCV hands the raw
# bytes to Python as UTF-8, so detectAndDecode() raises UnicodeDecodeError and
# gives neither text nor bytes nor corners. jsQR finds the code and returns no
# text. "José", Latin-1 without a mark, and "Łukasz 王", UTF-8, pass OpenCV: it
# is the names in between that fail.
#
# It matters to a check that decodes what was printed: a try around "no text"
# is not enough, and one person's code can stop a run over a room's badges.
#
# Seen on the first run:
#> José: zxing-cpp 'José', zbar 'José', OpenCV 'José', jsQR ''
#> Łukasz: zxing-cpp 'Łukasz', zbar 'Łukasz', OpenCV UnicodeDecodeError, jsQR ''
#> Łukasz 王: zxing-cpp 'Łukasz 王', zbar 'Łukasz 王', OpenCV 'Łukasz 王', jsQR 'Łukasz 王'
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 PYTHONUTF8=1
ldconfig -p | grep -q libzbar || apt-get install -y -q --no-install-recommends libzbar0 >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
dpkg-query -W -f '${Package} ${Version}\n' libzbar0 >&2
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q zxing-cpp==3.1.1 opencv-python-headless==5.0.0.93 \
    pyzbar==0.1.9 pillow==13.0.0 numpy==2.4.6; } >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
npm install --silent --no-audit --no-fund --prefix "$T" jsqr@1.4.0 >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
cat >"$T/read.cjs" <<'EOF'
const jsqr = require('jsqr');
const read = jsqr.default ?? jsqr;
const [path, width, height] = process.argv.slice(2);
const found = read(new Uint8ClampedArray(require('node:fs').readFileSync(path)), Number(width), Number(height));
process.stdout.write(found ? found.data : 'nothing found');
EOF
cat >"$T/try.py" <<'EOF'
import subprocess
import sys
import cv2
import numpy
import zxingcpp
from PIL import Image
from pyzbar import pyzbar
folder = sys.argv[1]
for name in ("José", "Łukasz", "Łukasz 王"):
    made = zxingcpp.create_barcode(name, zxingcpp.BarcodeFormat.QRCode)
    grey = numpy.array(made.to_image(scale=8))
    grey = numpy.pad(grey, 40, constant_values=255)
    try:
        opencv = repr(cv2.QRCodeDetector().detectAndDecode(grey)[0])
    except UnicodeDecodeError as e:
        opencv = type(e).__name__
    picture = Image.fromarray(grey).convert("RGBA")
    open(f"{folder}/rgba", "wb").write(picture.tobytes())
    jsqr = subprocess.run(["node", f"{folder}/read.cjs", f"{folder}/rgba", *map(str, picture.size)],
                          check=True, capture_output=True, text=True, cwd=folder).stdout
    print(f"{name}: zxing-cpp {zxingcpp.read_barcode(grey).text!r}, "
          f"zbar {pyzbar.decode(Image.fromarray(grey))[0].data.decode()!r}, OpenCV {opencv}, jsQR {jsqr!r}")
EOF
"$T/venv/bin/python" "$T/try.py" "$T" >"$T/out" 2>"$T/log" || { cat "$T/log" >&2; exit 2; }
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
