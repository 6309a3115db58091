# shellcheck shell=bash
# Stacks: for the local ones the environment is prepared here; all others run as plain pulumi would.

PROJECT=${SLIPWAY_PROJECT:-$ROOT}

is_local() { case $1 in local | local-*) return 0 ;; *) return 1 ;; esac }

stack_names() {
  local file names=
  for file in "$PROJECT"/Pulumi.*.yaml; do
    [ -f "$file" ] || continue
    file=${file##*/Pulumi.}
    names="$names ${file%.yaml}"
  done
  echo "${names# }"
}

project_name() { sed -n 's/^name: *//p' "$PROJECT/Pulumi.yaml"; }

check_stack() {
  local stack=${1:-}
  case $stack in '' | -*) die "which stack? got: ${stack:-nothing}; expected one of: $(stack_names)" ;; esac
  # A name may be qualified, as in organization/project/stack.
  [ -f "$PROJECT/Pulumi.${stack##*/}.yaml" ] || die "no stack '$stack': there is no Pulumi.${stack##*/}.yaml; expected one of: $(stack_names)"
}

# stack_command VERB STACK [FLAG...]
stack_command() {
  local verb=$1 stack=${2:-}
  check_stack "$stack"
  shift 2
  stack_pulumi "$stack" "$verb" "$@"
}

# stack_pulumi STACK ARG...: pulumi, with the stack chosen.
stack_pulumi() {
  local stack=${1:-}
  check_stack "$stack"
  shift
  setup
  cd "$PROJECT" || die "cannot enter $PROJECT, the folder of the Pulumi project"
  if is_local "$stack"; then
    check_port
    require_cloud
    build_local
    eval "$(local_environment)"
    local_backend
    release_dead_locks "$stack"
    restore_checkpoint "$STATE/stacks/.pulumi/stacks/$(project_name)/$stack.json"
    [ -f "$STATE/stacks/.pulumi/stacks/$(project_name)/$stack.json" ] || pulumi stack init "$stack" --non-interactive >&2
  else
    umask "$USERS_UMASK"
  fi
  pulumi "$@" --stack "$stack"
}

# State, passphrase and plugins of the local stacks stay in the repo's ignored folder: nothing of the user's own Pulumi is read or
# changed. The passphrase is no secret (Pulumi.local.yaml carries its salt for everyone); the folder is still closed to others.
local_backend() {
  writable_folder "$STATE"
  mkdir -p "$STATE/stacks" "$STATE/pulumi-home/plugins"
  chmod 700 "$STATE"
  [ -s "$STATE/passphrase" ] || echo local >"$STATE/passphrase"
  install_plugin
  export PULUMI_HOME=$STATE/pulumi-home
  export PULUMI_BACKEND_URL=file://$STATE/stacks
  export PULUMI_CONFIG_PASSPHRASE_FILE=$STATE/passphrase
  export PULUMI_SKIP_UPDATE_CHECK=true
  export PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true
  export SLIPWAY_PLUGIN_STATE=$STATE/plugin
  unset PULUMI_CONFIG_PASSPHRASE PULUMI_ACCESS_TOKEN PULUMI_STACK
}

install_plugin() {
  local version folder
  version=$(sed -n 's/.*<pulumi-aws.version>\(.*\)<.*/\1/p' "$ROOT/build/pom.xml")
  folder=$STATE/pulumi-home/plugins/resource-aws-v$version
  mkdir -p "$folder"
  cat >"$folder/new.$$" <<SCRIPT
#!/bin/sh
exec java $PLUGIN_FLAGS '-XX:SharedArchiveFile=$PLUGIN_ARCHIVE' -cp '$LOCAL_JAR' dev.slipway.local.provider.ProviderMain "\$@"
SCRIPT
  chmod 700 "$folder/new.$$"
  mv "$folder/new.$$" "$folder/pulumi-resource-aws"
}

# An engine that is killed while it writes its checkpoint can leave none, or an empty one; the one before stands beside it. What was
# created since is not lost: the offline plugin finds it again. A checkpoint that is damaged in another way is not touched.
restore_checkpoint() {
  "$PYTHON/bin/python" -I - "$1" <<'PYTHON'
import json
import pathlib
import shutil
import sys

checkpoint = pathlib.Path(sys.argv[1])
before = checkpoint.with_name(checkpoint.name + ".bak")
for attributes in checkpoint.parent.glob(checkpoint.name + "*.attrs"):
    if attributes.stat().st_size == 0:
        # Pulumi writes these beside each file, does without them, and stumbles over an empty one.
        attributes.unlink()
if before.exists() and (not checkpoint.exists() or checkpoint.stat().st_size == 0):
    try:
        json.loads(before.read_text())
    except ValueError as error:
        sys.exit(f"slipway: error: {checkpoint} is empty and {before} is damaged ({error}): run ./slipway local reset, which starts afresh")
    temporary = checkpoint.with_name(checkpoint.name + ".restored")
    shutil.copyfile(before, temporary)
    temporary.replace(checkpoint)
    print("slipway: an earlier pulumi was killed while it wrote its state; the state before that is restored", file=sys.stderr)
elif checkpoint.exists() and checkpoint.stat().st_size > 0:
    try:
        json.loads(checkpoint.read_text())
    except ValueError as error:
        sys.exit(f"slipway: error: the state {checkpoint} is damaged ({error}): restore it, or run ./slipway local reset, which starts afresh")
elif checkpoint.exists():
    checkpoint.unlink()
PYTHON
}

# An engine that was killed leaves its lock behind. Its process id is in the lock: when that process is gone, so is the reason to wait.
release_dead_locks() {
  local stack=$1 folder
  folder=$STATE/stacks/.pulumi/locks/organization/$(project_name)/$stack
  [ -n "$(ls -A "$folder" 2>/dev/null)" ] || return 0
  "$PYTHON/bin/python" -I - "$folder" <<'PYTHON'
import json
import pathlib
import socket
import subprocess
import sys

for lock in pathlib.Path(sys.argv[1]).glob("*.json"):
    try:
        holder = json.loads(lock.read_text())
        if holder["hostname"] != socket.gethostname():
            continue
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(int(holder["pid"]))], capture_output=True, text=True).stdout.strip()
        # A killed process that nobody has waited for yet is dead too.
        if state and not state.startswith("Z"):
            continue
        print(f"slipway: an earlier pulumi (process {holder['pid']}) was killed while it held this stack; its lock is released", file=sys.stderr)
        lock.unlink(missing_ok=True)
    except FileNotFoundError:
        continue
    except (ValueError, KeyError):
        # A lock that this does not understand: pulumi itself will say what stands in the way.
        continue
PYTHON
}
