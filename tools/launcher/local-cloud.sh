# shellcheck shell=bash
# The local cloud: one process on one loopback port, with its state in an ignored folder of the repo.

STATE=${SLIPWAY_STATE:-$ROOT/.slipway}
PORT=${SLIPWAY_PORT:-4566}
ENDPOINT=http://127.0.0.1:$PORT
# Folder of fault switches: rehearsals have one, the user's own cloud has none.
FAULTS=

local_command() {
  local verb=${1:-}
  [ $# -eq 0 ] || shift
  case $verb in
    start) local_start "$@" ;;
    stop) local_stop "$@" ;;
    status) local_status "$@" ;;
    reset) local_reset "$@" ;;
    check) local_check "$@" ;;
    env) local_env "$@" ;;
    *) die "local takes one of start, stop, status, check, reset, env; got: ${verb:-nothing}" ;;
  esac
}

# A process id alone proves nothing after a reboot: the command line must be ours too.
cloud_pid() {
  local pid
  pid=$(cat "$STATE/cloud.pid" 2>/dev/null) || return 1
  ps -o command= -p "$pid" 2>/dev/null | grep -qF "serve --port" || return 1
  echo "$pid"
}

# On the loopback interface a connection is made or refused at once.
cloud_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }

# root may write anywhere, so the attempt itself is the only honest test.
writable_folder() {
  # A folder of an earlier version may be open to others.
  [ ! -d "$1" ] || [ ! -O "$1" ] || chmod go-rwx "$1"
  { mkdir -p "$1" && touch "$1/.writable" && rm "$1/.writable"; } 2>/dev/null ||
    die "cannot write to $1: make it writable, or set SLIPWAY_STATE to a folder that is"
  # A full disk still makes empty files.
  if ! head -c 262144 /dev/zero 2>/dev/null >"$1/.writable"; then
    rm -f "$1/.writable"
    die "the disk of $1 is full: make room on it, or set SLIPWAY_STATE to a folder on another one"
  fi
  rm "$1/.writable"
}

check_port() {
  case $PORT in
    '' | *[!0-9]*) die "SLIPWAY_PORT is '$PORT'; expected a port number from 1 to 65535" ;;
  esac
  if [ "$PORT" -lt 1 ] || [ "$PORT" -gt 65535 ]; then die "SLIPWAY_PORT is '$PORT'; expected a port number from 1 to 65535"; fi
}

local_start() {
  local pid
  check_port
  writable_folder "$STATE/cloud"
  setup
  build_local
  make_images
  archived "$CLOUD_ARCHIVE" archive_cloud
  if pid=$(cloud_pid); then
    say "the local cloud already runs at $ENDPOINT (process $pid)"
    return
  fi
  locked "$STATE/start.lock" launch_cloud
}

# launch_cloud [FLAG...]: with flags for Java instead of the archive of its classes.
launch_cloud() {
  local pid tries
  [ $# -gt 0 ] || set -- "-XX:SharedArchiveFile=$CLOUD_ARCHIVE"
  ! cloud_pid >/dev/null || return 0
  : >"$STATE/cloud.log"
  : >"$STATE/cloud.ready"
  # What the user has set for other programs (profiles of AWS, locale, time zone, Git, engines) changes nothing in what is emulated.
  # A session of its own, so that neither a closed terminal nor Ctrl-C in it ends the cloud; the lock's descriptor stays behind.
  # shellcheck disable=SC2086 # one flag a word
  "$PYTHON/bin/python" -I - "$STATE" java $LOCAL_FLAGS "$@" -jar "$LOCAL_JAR" \
    serve --port "$PORT" --state "$STATE/cloud" --python "$PYTHON/bin/python" --build-tools "$BUILD_TOOLS" --build-images "$STATE/images" \
    ${FAULTS:+--faults "$FAULTS"} <<'PYTHON' >"$STATE/cloud.pid" 9>&-
import os
import re
import subprocess
import sys

state, command = sys.argv[1], sys.argv[2:]
users = re.compile("(AWS|GIT|LC|XDG_CONFIG|XDG_DATA|CONTAINERS|STORAGE|BUILDAH|REGISTRY|PYTHON|PULUMI)_?.*|LANG|LANGUAGE|TZ|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|BASH_ENV|ENV")
environment = {name: value for name, value in os.environ.items() if not users.fullmatch(name)}
environment.update(LANG="C.UTF-8", TZ="UTC")
with open(state + "/cloud.ready", "wb") as ready, open(state + "/cloud.log", "ab") as log:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=ready, stderr=log, start_new_session=True, env=environment)
print(process.pid)
PYTHON
  pid=$(cat "$STATE/cloud.pid")
  # Much state on a busy machine takes its time; a process that is alive is at work.
  for ((tries = 0; tries < 6000; tries++)); do
    [ "$tries" -ne 600 ] || say "the local cloud still starts; its log: $STATE/cloud.log"
    if grep -q '^ready ' "$STATE/cloud.ready"; then
      say "the local cloud runs at $ENDPOINT (process $pid; log: $STATE/cloud.log)"
      return
    fi
    if ! kill -0 "$pid" 2>/dev/null; then
      rm -f "$STATE/cloud.pid"
      tail -n 20 "$STATE/cloud.log" >&2
      die "the local cloud did not start: see above"
    fi
    sleep 0.05
  done
  tail -n 20 "$STATE/cloud.log" >&2
  die "the local cloud is not ready after five minutes: see $STATE/cloud.log, then ./slipway local stop"
}

local_stop() {
  local pid tries
  if ! pid=$(cloud_pid); then
    rm -f "$STATE/cloud.pid"
    remove_tasks
    say "the local cloud does not run"
    return
  fi
  kill "$pid" 2>/dev/null || true
  # Longer than all its parts may take to stop one after the other: a task alone has 45 seconds.
  for ((tries = 0; tries < 900; tries++)); do
    if ! kill -0 "$pid" 2>/dev/null; then
      rm -f "$STATE/cloud.pid"
      say "the local cloud has stopped; its state is kept in $STATE/cloud"
      return
    fi
    [ "$tries" -ne 100 ] || say "the local cloud ends its builds and tasks first, which may take up to 90 seconds"
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$STATE/cloud.pid"
  remove_tasks
  say "the local cloud did not stop within 90 seconds and was killed; what it had answered is kept in $STATE/cloud"
}

# A cloud that was killed leaves its tasks running, for the next start to find. Who stops it or deletes its state wants them gone.
remove_tasks() {
  local cloud engine
  cloud=$(sed -n 's/^{"cloud":"\([0-9a-f-]*\)".*/\1/p' "$STATE/cloud/ecs.json" 2>/dev/null) && [ -n "$cloud" ] || return 0
  if engine=$(own_podman); then remove_tasks_of "$cloud" "$engine"; fi
  if docker_answers; then remove_tasks_of "$cloud" docker; fi
}

remove_tasks_of() {
  local cloud=$1 engine=$2
  local -a containers
  read -r -d '' -a containers < <("$engine" ps --all --quiet --filter "label=dev.slipway.cloud=$cloud") || true
  [ ${#containers[@]} -gt 0 ] || return 0
  "$engine" rm --force "${containers[@]}" >/dev/null ||
    die "the containers of the killed local cloud did not go: see above, then $engine rm --force ${containers[*]}"
  say "the local cloud had been killed; the containers of its tasks are removed"
}

# The cloud keeps podman's images and containers in a folder of its own, and leaves there the command that sees them.
own_podman() {
  [ -x "$STATE/cloud/engine/podman" ] && command -v podman >/dev/null 2>&1 || return 1
  echo "$STATE/cloud/engine/podman"
}

# Tasks brought images of this cloud's registry onto the machine, and nobody needs them once its state is gone. Podman's are in a store of
# the cloud's own; of Docker's only those that the cloud noted are removed, and none that a container still uses.
remove_images() {
  local image
  if own_podman >/dev/null; then
    "$STATE/cloud/engine/remove" || die "the containers and images in $STATE/cloud/engine did not go: see above"
  fi
  [ -s "$STATE/cloud/pulled-images" ] && docker_answers || return 0
  while read -r image; do
    docker image rm "$image" </dev/null >/dev/null 2>&1 || ! docker image inspect "$image" </dev/null >/dev/null 2>&1 ||
      say "image $image stays: docker image rm $image says why"
  done <"$STATE/cloud/pulled-images"
}

local_status() {
  local pid
  check_port
  if pid=$(cloud_pid); then
    if cloud_answers; then
      echo "running at $ENDPOINT (process $pid)"
    else
      die "process $pid is the local cloud, but nothing answers at $ENDPOINT: SLIPWAY_PORT differs from the one that it was started with, or it is still starting; see $STATE/cloud.log"
    fi
  elif cloud_answers; then
    die "port $PORT is busy with another program: stop it, or set SLIPWAY_PORT to a free port"
  else
    echo "stopped"
    return 3
  fi
}

# Every byte of the state; a start looks at names, sizes and the checksums of what it reads anyway.
local_check() {
  ! cloud_pid >/dev/null || die "the local cloud runs, and what it writes would look like damage: ./slipway local stop, then check"
  setup
  build_local
  local_java check --state "$STATE/cloud" "$@"
}

local_reset() {
  local answer
  if [ "${1:-}" != --yes ]; then
    [ $# -eq 0 ] || die "local reset takes --yes or nothing; got: $*"
    [ -t 0 ] || die "local reset deletes the local cloud and the local stacks' state: say --yes to confirm"
    read -r -p "Delete the local cloud and the local stacks' state in $STATE? [y/N] " answer
    case $answer in [yY]*) ;; *) die "nothing was deleted" ;; esac
  fi
  local_stop
  sweep_rehearsals all
  remove_images
  rm -rf "$STATE/cloud" "$STATE/images" "$STATE/plugin" "$STATE/stacks" "$STATE/rehearsals" || die "could not delete all of $STATE: see above"
  say "the local cloud and the local stacks are empty"
}

# The root key of every local cloud, for Git: a clone keeps it in its own configuration.
LOCAL_CREDENTIAL='!f() { [ "$1" != get ] || printf "username=test\npassword=test\n"; }; f'

# AWS clients read these variables by themselves; whatever would lead them to a real account is taken away. Git asks the same variables
# for its user name and password, at this endpoint only: the empty helper before ours keeps the password out of other helpers' stores.
local_environment() {
  cat <<TEXT
export AWS_ENDPOINT_URL=$ENDPOINT
export AWS_REGION=us-east-1
export AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=test
export AWS_SECRET_ACCESS_KEY=test
export AWS_EC2_METADATA_DISABLED=true
unset AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE
export GIT_CONFIG_COUNT=2
export GIT_CONFIG_KEY_0=credential.$ENDPOINT.helper GIT_CONFIG_VALUE_0=
export GIT_CONFIG_KEY_1=credential.$ENDPOINT.helper
export GIT_CONFIG_VALUE_1='!f() { [ "\$1" != get ] || printf "username=%s\npassword=%s\n" "\$AWS_ACCESS_KEY_ID\${AWS_SESSION_TOKEN:+%\$AWS_SESSION_TOKEN}" "\$AWS_SECRET_ACCESS_KEY"; }; f'
TEXT
}

local_env() {
  check_port
  # shellcheck disable=SC2016 # shown as it is to be typed
  echo '# use with: eval "$(./slipway local env)"'
  local_environment
}

show() {
  check_port
  setup
  require_cloud
  build_local
  eval "$(local_environment)"
  local_java show "$@"
}

require_cloud() {
  cloud_answers || die "the local cloud does not answer at $ENDPOINT: start it with ./slipway local start"
}
