# shellcheck shell=bash
# The first look: everything that the project makes, on this machine alone.

demo() {
  [ $# -eq 0 ] || die "demo takes no arguments; got: $*"
  local_start
  (stack_pulumi local up --yes --skip-preview)
  first_commits
  echo
  show
  next_steps
}

# The sample becomes the first commit of every empty repository, and goes live.
first_commits() {
  if ! container_engine >/dev/null; then
    say "no container engine here, so nothing is pushed: builds and services need podman with runc (Debian: apt-get install podman runc containernetworking-plugins iptables busybox-static) or Docker"
    return
  fi
  say "pushing samples/web to the repositories that are empty, and waiting until it is live"
  (
    eval "$(local_environment)"
    local_java seed local --project "$(project_name)" --content "$ROOT/samples/web"
  ) || say "the sample is not live: see above; the stack is there all the same"
}

next_steps() {
  cat <<TEXT

Next:
  eval "\$(./slipway local env)"
  git clone $ENDPOINT/v1/repos/web && cd web
  ...change www/index.html, git commit, git push, and in the other folder:
  ./slipway watch local web
  ./slipway rehearse local web --fault crash-loop
TEXT
}
