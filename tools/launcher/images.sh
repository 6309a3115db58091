# shellcheck shell=bash
# Base images that builds on the local cloud find without a network.

# Without a container engine there are none, and no image is built either.
make_images() {
  local engine
  [ ! -f "$STATE/images/busybox.tar" ] || return 0
  engine=$(container_engine) || return 0
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
  if command -v busybox >/dev/null 2>&1; then
    "$ROOT/samples/web/base/build" "$1" "$STATE/images/busybox.tar" >"$STATE/images.log" 2>&1 && return
  else
    fetch_busybox "$1" >"$STATE/images.log" 2>&1 && return
  fi
  say "there is no base image localhost/slipway/busybox for builds (see $STATE/images.log): install busybox-static, or set build.arguments in Pulumi.local.yaml"
}

fetch_busybox() {
  local image=public.ecr.aws/docker/library/busybox:1.36
  "$1" pull "$image" && "$1" tag "$image" localhost/slipway/busybox &&
    "$1" save --output "$STATE/images/busybox.tmp" localhost/slipway/busybox && mv "$STATE/images/busybox.tmp" "$STATE/images/busybox.tar"
}
