# shellcheck shell=bash
# Messages: all on standard error, so that standard output stays what the command was asked for.

say() { printf 'slipway: %s\n' "$*" >&2; }

die() {
  printf 'slipway: error: %s\n' "$*" >&2
  exit 1
}
