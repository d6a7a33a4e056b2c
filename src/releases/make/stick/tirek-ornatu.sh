#!/bin/sh
# Runs the installer on the Node that lies on this stick. From a stick without the right to run programs (FAT), Node is
# copied to a folder of its own first.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
case "$(uname -m)" in
  x86_64) machine=linux-x64 ;;
  aarch64 | arm64) machine=linux-arm64 ;;
  *) echo "Тірек: $(uname -m) — ?" >&2; exit 1 ;;
esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cp "$here/tirek/runtime/$machine/node" "$work/node" && chmod 755 "$work/node" || exit 1
# The installer says itself why it installed nothing, and ends with 17. After any other end somebody must say something.
finish() {
  case "$1" in
    0 | 17) exit "$1" ;;
  esac
  case "$LANG" in
    ru*) echo "Установка не завершилась. Запустите файл ещё раз. Если это повторится, флешка повреждена: возьмите в области новую. Данные школы на месте." >&2 ;;
    en*) echo "The installation did not end well. Start the file once more. If it happens again, the stick is damaged: get a new one from the region. The school's data are untouched." >&2 ;;
    *) echo "Орнату аяқталмады. Файлды қайта іске қосыңыз. Қайталанса, флешка бүлінген: облыстан жаңасын алыңыз. Мектептің деректері орнында." >&2 ;;
  esac
  [ -z "$TIREK_PAUSE" ] || read -r _
  exit "$1"
}
set -- "$work/node" "$here/tirek/install/install-main.ts" "$@"
if [ "$(id -u)" -ne 0 ] && [ -z "$TIREK_INSTALL_TO" ]; then
  # The right to install for the whole machine is asked for in a window or in the terminal; without it, for this user.
  if [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && command -v pkexec >/dev/null; then
    pkexec env LANG="$LANG" TIREK_NO_BROWSER=1 "$@"
    done=$?
    port=$(sed -n 's/.*"port":\([0-9]*\).*/\1/p' /opt/tirek/installation.json 2>/dev/null)
    if [ "$done" -eq 0 ]; then xdg-open "http://localhost:${port:-80}/" >/dev/null 2>&1; exit 0; fi
    [ "$done" -eq 126 ] || [ "$done" -eq 127 ] || finish "$done"
  elif [ -t 0 ] && command -v sudo >/dev/null; then
    sudo env LANG="$LANG" "$@"
    finish $?
  fi
fi
"$@"
finish $?
