# shellcheck shell=bash
# Images that the local cloud has without a network: the base of builds, and the first version of trial services.

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

make_first_image() {
  [ -f "$STATE/images/busybox.tar" ] && [ ! -f "$STATE/images/nothing-deployed-yet.tar" ] || return 0
  "$ROOT/tools/first-image/build" "$1" "$STATE/images/busybox.tar" "$STATE/images/nothing-deployed-yet.tar" >>"$STATE/images.log" 2>&1 ||
    say "there is no first image for services (see $STATE/images.log): they answer once their pipelines have deployed"
}

fetch_busybox() {
  local image=public.ecr.aws/docker/library/busybox:1.36
  "$1" pull "$image" && "$1" tag "$image" localhost/slipway/busybox &&
    "$1" save --output "$STATE/images/busybox.tmp" localhost/slipway/busybox && mv "$STATE/images/busybox.tmp" "$STATE/images/busybox.tar"
}
