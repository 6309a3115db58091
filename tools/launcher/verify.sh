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
  local folder status=0
  for folder in "$ROOT" "$ROOT/policies" "$ROOT/local" "$ROOT/e2e"; do
    rm -rf "$folder/target/tests"
  done
  mvn --batch-mode -f "$ROOT/build" verify "$@" || status=$?
  say_left_out "$ROOT" "$ROOT/policies" "$ROOT/local" "$ROOT/e2e"
  return "$status"
}

# What did not run and why, after everything that Maven has printed: a suite without half of its tests looks like one with all of them.
# The records are written by build/src/test/java/dev/slipway/testing/TestRecorder.java.
say_left_out() {
  local folder left_out
  left_out=$(for folder in "$@"; do
    cat "$folder"/target/tests/*.tsv 2>/dev/null || true
  done | awk -F '\t' '$1 == "LEFT_OUT" { print $3 "\t" $2 }' | sort -u)
  if [ -z "$left_out" ]; then
    return
  fi
  say "left out: $(wc -l <<<"$left_out") tests"
  awk -F '\t' '$1 != reason { reason = $1; print "  " reason } { print "    " $2 }' <<<"$left_out" >&2
}

bench() {
  tool_environment
  build_local
  "$PYTHON/bin/python" "$ROOT/bench/bench.py" "$@"
}
