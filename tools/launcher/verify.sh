# shellcheck shell=bash
# Tests and measurements: Maven, with the toolchain in its environment.

tool_environment() {
  setup
  export SLIPWAY_PYTHON=$PYTHON/bin/python
  # What a developer has set for other work must not reach the tests.
  unset SLIPWAY_PORT SLIPWAY_STATE PULUMI_BACKEND_URL PULUMI_CONFIG_PASSPHRASE PULUMI_CONFIG_PASSPHRASE_FILE PULUMI_HOME
}

verify_everything() {
  tool_environment
  mvn --batch-mode -f "$ROOT/build" verify "$@"
}

bench() {
  tool_environment
  build_local
  "$PYTHON/bin/python" "$ROOT/bench/bench.py" "$@"
}
