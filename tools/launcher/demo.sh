# shellcheck shell=bash
# The first look: everything that the project makes, on this machine alone. Run again, it goes on from where it is.

demo() {
  [ $# -eq 0 ] || die "demo takes no arguments; got: $*"
  local_start
  (stack_pulumi local up --yes --skip-preview)
  if first_commits; then
    echo
    show
    next_steps
  else
    echo
    show
    die "the sample is not live: see above. The stack is there; once the reason is mended, ./slipway demo goes on from here"
  fi
}

# The sample becomes the first commit of every empty repository, and goes live; what failed before is set going again.
first_commits() {
  if ! container_engine >/dev/null; then
    say "error: no container engine works here, so nothing is pushed: builds and services need $ENGINE_NEEDED"
    return 1
  fi
  say "pushing samples/web to the repositories that are empty, and waiting until it is live"
  (
    eval "$(local_environment)"
    local_java seed local --project "$(project_name)" --content "$ROOT/samples/web"
  )
}

next_steps() {
  cat <<TEXT

Next:
  ./slipway clone local web ../web
  ...change ../web/www/index.html, git commit, git push, and here:
  ./slipway watch local web
  ./slipway rehearse local web --fault crash-loop
TEXT
}
