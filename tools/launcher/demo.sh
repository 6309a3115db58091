# shellcheck shell=bash
# The first look: everything that the project makes, on this machine alone.

demo() {
  [ $# -eq 0 ] || die "demo takes no arguments; got: $*"
  local_start
  stack_pulumi local up --yes --skip-preview
  echo
  show
}
