# shellcheck shell=bash
# What app/run and tests/run share: installing what is missing, and building.
# Sourced by bash.  Messages go to stderr, because stdout is the program's.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Debian's and Ubuntu's names are the same.
packages_build=(gcc libc6-dev pkg-config meson ninja-build libgtk-4-dev
                libgtk-4-bin gettext libxml2-utils)
packages_show=(adwaita-icon-theme librsvg2-common fonts-dejavu-core)
packages_check=(binutils desktop-file-utils appstream libjson-glib-dev
                python3-numpy)
packages_drive=(xvfb xauth dbus at-spi2-core python3 python3-gi
                python3-pyatspi gir1.2-atspi-2.0 xdotool imagemagick
                fonts-noto-cjk)
packages_fuzz=(clang libclang-rt-dev)

say ()
{
  printf '%s\n' "$*" >&2
}

# quietly COMMAND...: on a terminal its output is shown; elsewhere the end of
# it, and only if the command fails
quietly ()
{
  if [ -t 2 ]; then
    "$@" >&2
    return
  fi

  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ $status = 0 ] || tail -n 60 "$log" >&2
  rm -f "$log"
  return $status
}

# lacking PACKAGE...: those that are not installed, on one line
lacking ()
{
  local installed package
  installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' "$@" \
                2>/dev/null)"
  for package; do
    [[ $installed == *" $package=installed "* ]] || printf '%s ' "$package"
  done
}

# Another apt may hold a lock, and a mirror may stumble: both pass.
apt_get ()
{
  local as_root=() try
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  for try in 1 2 3; do
    [ $try = 1 ] || sleep 10
    quietly "${as_root[@]}" \
      env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a \
      apt-get -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" \
      </dev/null && return
  done
  return 1
}

# install_debian REASON PACKAGES ...: each reason with its packages, joined by
# spaces
install_debian ()
{
  local all='' some
  while [ $# -gt 0 ]; do
    # shellcheck disable=SC2086  # a list of words
    some=$(lacking $2)
    if [ -n "$some" ]; then
      [ -n "$all" ] || say 'These packages are missing and will be installed:'
      say "  $1: $some"
      all+=$some
    fi
    shift 2
  done
  [ -n "$all" ] || return 0

  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    say 'Only root may install packages, and there is no sudo here.  As root:'
    say '  apt-get update'
    say "  apt-get install --no-install-recommends $all"
    return 1
  fi
  say 'This can take a few minutes the first time.'
  apt_get update || say 'The list of packages could not be refreshed.'
  # shellcheck disable=SC2086  # a list of words
  if ! apt_get install --no-install-recommends $all; then
    say 'They could not be installed; the reason stands above.'
    return 1
  fi
}

# Where there is no apt nothing is installed: what is there is used, and what is
# not is named.
check_elsewhere ()
{
  local absent='' thing
  for thing; do
    case $thing in
      gtk4 | json-glib-1.0) pkg-config --exists "$thing" 2>/dev/null ;;
      pyatspi | numpy) /usr/bin/python3 -c "import $thing" 2>/dev/null ;;
      *) command -v "$thing" >/dev/null ;;
    esac || absent+=" $thing"
  done
  [ -n "$absent" ] || return 0

  say "Not found:$absent."
  say 'Debian and Ubuntu get them from this script; here, install the packages'
  say 'that have them.  On Fedora:'
  say '  gcc pkgconf meson ninja-build gtk4-devel gettext libxml2'
  say '  for the tests also: binutils desktop-file-utils appstream'
  say '  json-glib-devel xorg-x11-server-Xvfb dbus-daemon at-spi2-core'
  say '  python3-pyatspi python3-numpy xdotool ImageMagick'
  say '  google-noto-sans-cjk-fonts'
  say 'On Arch:'
  say '  gcc pkgconf meson ninja gtk4 gettext libxml2'
  say '  for the tests also: binutils desktop-file-utils appstream json-glib'
  say '  xorg-server-xvfb dbus at-spi2-core python-atspi python-numpy xdotool'
  say '  imagemagick noto-fonts-cjk'
  return 1
}

# setup_install program|tests|fuzz
setup_install ()
{
  local reasons=('to build the program' "${packages_build[*]}"
                 'to show its window' "${packages_show[*]}")
  local things=(cc pkg-config meson ninja msgfmt xmllint gtk4)

  if [ "$1" != program ]; then
    reasons+=('to check it' "${packages_check[*]}"
              'to drive its window without a display' "${packages_drive[*]}")
    things+=(objdump desktop-file-validate appstreamcli json-glib-1.0 Xvfb
             dbus-run-session pyatspi numpy xdotool import)
  fi

  if [ "$1" = fuzz ]; then
    reasons+=('to feed it with anything' "${packages_fuzz[*]}")
    things+=(clang)
  fi

  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_debian "${reasons[@]}" || return 1
  else
    check_elsewhere "${things[@]}" || return 1
  fi

  if ! pkg-config --atleast-version=4.8 gtk4; then
    say "GTK 4.8 or newer is needed; this system has" \
        "$(pkg-config --modversion gtk4).  Debian 12 and Ubuntu 24.04 have it."
    return 1
  fi
}

# setup_configure FOLDER OPTION...: prepares a build folder with these Meson
# options, unless it is there already
setup_configure ()
{
  local folder=$1 origin
  shift

  # A folder that was copied along with its tree still builds the old tree.
  origin=$(cat "$folder/origin" 2>/dev/null) || origin=$root
  [ "$origin" = "$root" ] || rm -rf "$folder"

  [ ! -f "$folder/build.ninja" ] || return 0
  say "Preparing ${folder##*/}/ ..."
  quietly meson setup "$folder" "$root" "$@" || return 1
  printf '%s\n' "$root" >"$folder/origin"
}

# setup_build FOLDER [TARGET...]: builds what has changed
setup_build ()
{
  [[ $(ninja -C "$1" -n "${@:2}") != *'no work to do'* ]] || return 0
  say "Building in ${1##*/}/ ..."
  quietly ninja -C "$@"
}
