# shellcheck shell=bash
# One holder at a time, across processes. The kernel drops the lock when its holder ends, however it ends.

# locked FILE COMMAND...: runs the command while it holds the lock.
locked() {
  local file=$1 python=python3
  shift
  # A python3 on PATH may be a script that first looks which one is meant.
  [ ! -x "${PYTHON:-}/bin/python" ] || python=$PYTHON/bin/python
  mkdir -p "$(dirname "$file")" 2>/dev/null || die "cannot write to $(dirname "$file"): make it writable, or name another folder (SLIPWAY_CACHE, SLIPWAY_STATE)"
  (
    exec 9>"$file" || die "cannot write $file: make its folder writable, or name another one (SLIPWAY_CACHE, SLIPWAY_STATE)"
    # Python's fcntl is there on every system that this runs on; the flock command is not.
    "$python" -I - <<'PYTHON' || exit 1
import fcntl
import sys

try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("slipway: another slipway is at the same work; waiting for it", file=sys.stderr)
    fcntl.flock(9, fcntl.LOCK_EX)
PYTHON
    "$@"
  )
}

# with_users_umask COMMAND...: runs the command with the umask that the launcher was called with.
with_users_umask() (
  umask "$USERS_UMASK"
  "$@"
)
