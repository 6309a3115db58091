# shellcheck shell=bash
# Images that the local cloud has without a network: the base of builds, and the first version of trial services.

# What is said where there is no engine.
ENGINE_NEEDED="podman with runc (Debian: apt-get install podman runc slirp4netns iptables busybox-static) or Docker"

# Without a container engine there are none, and no image is built either.
make_images() {
  local engine
  if [ -f "$STATE/images/busybox.tar" ] && [ -f "$STATE/images/nothing-deployed-yet.tar" ]; then return 0; fi
  engine=$(container_engine) || return 0
  locked "$STATE/images.lock" make_each_image "$engine"
}

make_each_image() {
  make_busybox "$1"
  make_first_image "$1"
}

# As in the builds themselves: Docker where its daemon answers, else podman.
container_engine() {
  if docker_answers; then
    echo docker
  elif command -v podman >/dev/null 2>&1; then
    echo podman
  else
    return 1
  fi
}

docker_answers() { command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1; }

# with_own_settings COMMAND...: podman reads what is written here and nothing of the machine's or the user's, as in builds and tasks.
with_own_settings() (
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder/home/.config/containers" "$folder/networks"
  echo '{"default": [{"type": "insecureAcceptAnything"}]}' >"$folder/home/.config/containers/policy.json"
  {
    printf '[network]\nnetwork_config_dir = "%s/networks"\n' "$folder"
    case ${SLIPWAY_NETWORK_BACKEND:-auto} in auto) ;; *) echo "network_backend = \"$SLIPWAY_NETWORK_BACKEND\"" ;; esac
    printf '[engine]\ntmp_dir = "%s/run"\nlock_type = "file"\nevents_logger = "none"\n' "$folder"
  } >"$folder/containers.conf"
  CONTAINERS_CONF=$folder/containers.conf HOME=$folder/home XDG_CONFIG_HOME=$folder/home/.config DOCKER_CONFIG=${DOCKER_CONFIG:-$HOME/.docker} "$@"
)

make_busybox() {
  [ ! -f "$STATE/images/busybox.tar" ] || return 0
  mkdir -p "$STATE/images"
  if command -v busybox >/dev/null 2>&1; then
    with_own_settings "$ROOT/samples/web/base/build" "$1" "$STATE/images/busybox.tar" >"$STATE/images.log" 2>&1 && return
  else
    with_own_settings fetch_busybox "$1" >"$STATE/images.log" 2>&1 && return
  fi
  say "there is no base image localhost/slipway/busybox for builds (see $STATE/images.log): install busybox-static, or set build.arguments in Pulumi.local.yaml"
}

make_first_image() {
  [ -f "$STATE/images/busybox.tar" ] && [ ! -f "$STATE/images/nothing-deployed-yet.tar" ] || return 0
  with_own_settings "$ROOT/tools/first-image/build" "$1" "$STATE/images/busybox.tar" "$STATE/images/nothing-deployed-yet.tar" >>"$STATE/images.log" 2>&1 ||
    say "there is no first image for services (see $STATE/images.log): they answer once their pipelines have deployed"
}

fetch_busybox() {
  local image=public.ecr.aws/docker/library/busybox:1.36
  "$1" pull "$image" && "$1" tag "$image" localhost/slipway/busybox &&
    "$1" save --output "$STATE/images/busybox.tmp" localhost/slipway/busybox && mv "$STATE/images/busybox.tmp" "$STATE/images/busybox.tar"
}
