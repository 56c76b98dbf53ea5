#!/usr/bin/env bash
# Proves the Debian package on a bare system: installs it with its Depends alone, shows the window, cleans the sample
# photos, asks whether all is well, removes it, and finds nothing left. As root, on Debian, with debootstrap and xvfb:
#
#   installer/linux/prove.sh dist/cleanrack_0.1.0_amd64.deb [SCREENSHOT.png]
#
# The bare system comes from the mirror that apt is set up with here, and is kept in CLEANRACK_BARE_ROOT if that is set.
set -euo pipefail

package=$(realpath "$1")
screenshot=${2:+$(realpath -m "$2")}
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk -v r="$release" '$2 == r {print $1; exit}')

work=$(mktemp -d)
bare=${CLEANRACK_BARE_ROOT:-$work/bare}
root=$work/root
home=/srv/merchant  # of the one who works there; what is his stays when the package goes
server=

finish() {
  [ -z "$server" ] || kill "$server" || true
  for mounted in tmp/.X11-unix dev/pts dev proc; do umount -q "$root/$mounted" || true; done
  rm -rf --one-file-system "$work"
}
trap finish EXIT

say() { printf '\n── %s\n' "$*"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
merchant() { chroot --userspec=merchant "$root" env -i PATH=/usr/bin:/bin HOME=$home LANG=C.UTF-8 "$@"; }
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./srv \) -prune -o -print | sort); }

say "a bare $release"
[ -d "$bare/usr" ] || debootstrap --variant=minbase "$release" "$bare" "$mirror" >"$work/debootstrap.txt"
cp -a "$bare" "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts"
inside useradd --create-home --home-dir "$home" merchant
inside apt-get update -qq
files >"$work/before"

say "installed with its Depends, and nothing that it recommends"
cp "$package" "$root/tmp/cleanrack.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/cleanrack.deb >"$work/apt.txt"
inside dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} kB; ' cleanrack
inside dpkg-query -f '.\n' -W | wc -l | xargs printf '%s packages in all\n'
merchant cleanrack --version

say "twelve sample photos, by command line"
samples=/usr/lib/cleanrack/_internal/desktop_app/resources/samples
merchant cleanrack clean "$samples" --background white --zip "$home/cleaned.zip" --yes
merchant cleanrack doctor

say "the window, on a screen"
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
Xvfb -displayfd 3 -screen 0 1440x900x24 -ac -nolisten tcp 3>"$work/display" 2>/dev/null &
server=$!
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
display=:$(cat "$work/display")
merchant DISPLAY="$display" CLEANRACK_QUIT_AFTER=25000 cleanrack &
window=$!
sleep 20
[ -z "$screenshot" ] || import -display "$display" -window root "$screenshot"
wait "$window"
echo "exit code 0"

say "removed"
inside apt-get purge -y -qq --autoremove cleanrack >>"$work/apt.txt"
files >"$work/after"
left=$(comm -13 "$work/before" "$work/after" | grep -Ev '^\./(var/(cache|log|lib/(apt|dpkg|systemd|dbus))|etc/ld\.so|usr/lib/.*__pycache__)' || true)
echo "processes left: $(pgrep -cf "^/usr/lib/cleanrack/" || true)"
echo "files left that were not there before:"
echo "${left:-none}"
! grep -q cleanrack <<<"$left"
