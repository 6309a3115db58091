# shellcheck shell=bash
# shellcheck disable=SC2030,SC2031,SC2119 # each rehearsal sets STATE, PORT and ENDPOINT for itself alone
# Rehearsals: each in a local cloud of its own, which is gone afterwards, so that nothing of the user's own is touched.

# rehearse STACK SERVICE [--fault NAME]... [--keep] [FLAG...]
rehearse() {
  local stack='' service='' keep='' asks=''
  local -a flags=()
  while [ $# -gt 0 ]; do
    case $1 in
      --keep) keep=yes ;;
      --list | -h | --help) asks=$1 ;;
      --fault | --json | --content | --limit)
        [ $# -gt 1 ] || die "rehearse: $1 needs a value"
        flags+=("$1" "$2")
        shift
        ;;
      -*) flags+=("$1") ;;
      *)
        if [ -z "$stack" ]; then stack=$1; elif [ -z "$service" ]; then service=$1; else die "rehearse takes STACK SERVICE and flags; got also: $1"; fi
        ;;
    esac
    shift
  done
  if [ -n "$asks" ]; then
    setup
    build_local
    local_java rehearse "$asks"
    return
  fi
  rehearsable "$stack"
  [ -n "$service" ] || die "which service? ./slipway rehearse STACK SERVICE; the services stand in Pulumi.$stack.yaml"
  in_scratch "$STATE/rehearsals/$stack-$service-$$" "$keep" with_stack "$stack" \
    rehearse "$stack" "$service" --project "$(project_name)" --sample "$ROOT/samples/web" ${flags[@]+"${flags[@]}"}
}

# prove STACK [FLAG...]: keeps what is done when it is interrupted, and goes on from there.
prove() {
  local stack=${1:-}
  [ $# -eq 0 ] || shift
  case ${1:-} in
    -h | --help)
      setup
      build_local
      local_java prove --help
      return
      ;;
  esac
  rehearsable "$stack"
  in_scratch "$STATE/rehearsals/prove-$stack" resumable with_stack "$stack" \
    prove "$stack" --project "$(project_name)" --sample "$ROOT/samples/web" "$@"
}

rehearsable() {
  check_stack "${1:-}"
  is_local "$1" || die "stack '$1' lives on AWS, and rehearsals run on a local cloud: copy Pulumi.$1.yaml to Pulumi.local-$1.yaml with deploy.target TRIAL, and rehearse local-$1"
  container_engine >/dev/null ||
    die "rehearsals build and run containers: install $ENGINE_NEEDED"
  setup
  build_local
  archived "$CLOUD_ARCHIVE" archive_cloud
  sweep_rehearsals
}

# with_stack STACK COMMAND...: the stack is brought up, then the command of the local cloud is run.
with_stack() {
  local stack=$1
  shift
  say "bringing stack $stack up on a local cloud of its own, at $ENDPOINT"
  if ! stack_up_quietly "$stack"; then
    cat "$STATE/up.log" >&2
    die "stack $stack did not come up: see above"
  fi
  eval "$(local_environment)"
  local_java "$@" --scratch "$STATE"
}

# The engine changes the folder, and the paths that the user named are relative to where the user is.
stack_up_quietly() { (stack_pulumi "$1" up --yes --skip-preview) >"$STATE/up.log" 2>&1; }

free_port() { python3 -c 'import socket
with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    print(one.getsockname()[1])'; }

# Repository addresses hold the port, so what goes on from an earlier run needs the same one. When that is taken, it starts afresh.
scratch_port() {
  local port
  port=$(cat "$STATE/port" 2>/dev/null) || port=
  if [ -n "$port" ] && ! PORT=$port cloud_answers; then
    echo "$port"
  else
    remove_images
    rm -rf "$STATE"
    free_port
  fi
}

# in_scratch FOLDER KEEP COMMAND...: runs the command with a local cloud whose state is in FOLDER. KEEP is empty: all of it goes in the
# end; "resumable": the state stays when the command fails; "yes": the cloud goes on. The lock says that somebody is at work there.
in_scratch() {
  local folder=$1 keep=$2 code=0 images=$STATE/images
  shift 2
  mkdir -p "$STATE/rehearsals"
  make_images
  (
    exec 8>"$folder.lock"
    hold 8 || die "another ./slipway is at work in $folder: wait for its end"
    STATE=$folder
    PORT=$(scratch_port)
    ENDPOINT=http://127.0.0.1:$PORT
    FAULTS=$STATE/faults
    # What a killed one had switched on, or cloned, is no part of what goes on from it.
    rm -rf "$FAULTS" "$STATE/work"
    writable_folder "$STATE/cloud"
    mkdir -p "$FAULTS" "$STATE/work"
    echo "$PORT" >"$STATE/port"
    ln -sfn "$images" "$STATE/images"
    [ "$keep" != yes ] || : >"$STATE/keep"
    trap 'end_scratch "$keep"' EXIT
    # A signal ends the rehearsal; the trap above ends what it started.
    trap 'exit 130' INT TERM HUP
    launch_cloud
    "$@" || code=$?
    [ "$code" != 0 ] || [ "$keep" != resumable ] || keep=
    exit "$code"
  )
}

end_scratch() {
  if [ "$1" = yes ] && cloud_pid >/dev/null; then
    say "kept: the local cloud at $ENDPOINT; look at it with SLIPWAY_STATE=$STATE SLIPWAY_PORT=$PORT ./slipway local status; ./slipway local reset removes it"
    return
  fi
  stop_scratch
  if [ -z "$1" ]; then
    remove_images
    rm -rf "$STATE" "$STATE.lock"
  fi
}

# In a trap, a plain return gives the status of what was trapped: whether the cloud is gone says more.
stop_scratch() {
  local_stop 2>"$STATE/stop.log" || true
  ! cloud_pid >/dev/null || cat "$STATE/stop.log" >&2
}

# hold DESCRIPTOR: takes the lock of an open file, or fails at once when another process has it.
hold() {
  python3 - "$1" <<'PYTHON'
import fcntl
import sys

try:
    fcntl.flock(int(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    sys.exit(1)
PYTHON
}

# sweep_rehearsals [all]: ends what killed rehearsals left behind; with "all" also what was kept.
sweep_rehearsals() {
  local lock
  for lock in "$STATE"/rehearsals/*.lock; do
    [ -e "$lock" ] || continue
    sweep_one "${lock%.lock}" "${1:-}"
  done
}

sweep_one() (
  exec 8>"$1.lock"
  hold 8 || return 0
  STATE=$1
  if [ ! -d "$STATE" ]; then
    rm -f "$STATE.lock"
    return
  fi
  [ "$2" = all ] || [ ! -e "$STATE/keep" ] || return 0
  stop_scratch
  case $STATE in
    */prove-*) [ "$2" = all ] || return 0 ;;
  esac
  remove_images
  rm -rf "$STATE" "$STATE.lock"
)
