# shellcheck shell=bash
# The Wine of a work folder, for scripts that have set `work`: quiet, without its browser, .NET and entries in this
# desktop's menu, and with the libraries of prepare.sh before its own. Windows programs want their stdin from /dev/null
# and their stdout in a pipe: with a file there Python ends at once ("can't initialize sys standard streams").
export WINEPREFIX=${work:?}/prefix
export WINEDEBUG=-all
export WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe=;icuuc,bcryptprimitives,mscms,ucrtbase=n"
