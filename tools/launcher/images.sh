# shellcheck shell=bash
# Base images that builds on the local cloud find without a network.

# Without busybox-static or a container engine there are none: then a build pulls its base image, or fails at it.
make_images() {
  local engine
  [ ! -f "$STATE/images/busybox.tar" ] || return 0
  engine=$(container_engine) || return 0
  command -v busybox >/dev/null 2>&1 || return 0
  locked "$STATE/images.lock" make_busybox "$engine"
}

# As in the builds themselves: Docker where its daemon answers, else podman.
container_engine() {
  if command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1; then
    echo docker
  elif command -v podman >/dev/null 2>&1; then
    echo podman
  else
    return 1
  fi
}

make_busybox() {
  [ ! -f "$STATE/images/busybox.tar" ] || return 0
  mkdir -p "$STATE/images"
  if ! "$ROOT/samples/web/base/build" "$1" "$STATE/images/busybox.tar" >"$STATE/images.log" 2>&1; then
    say "that did not work, so builds have to pull their base images: see $STATE/images.log"
  fi
}
