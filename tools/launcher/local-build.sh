# shellcheck shell=bash
# The local cloud and the offline aws plugin, built when their sources changed.

# SLIPWAY_LOCAL_JAR names one that is built already, with its lib/ beside it: the tests' own.
LOCAL_JAR=${SLIPWAY_LOCAL_JAR:-$ROOT/local/target/slipway-local.jar}
PLUGIN_ARCHIVE=${LOCAL_JAR%.jar}.jsa
# The engine reads the port from the standard output, where the Java machine's own warnings must not go.
PLUGIN_FLAGS="$(<"$ROOT/.mvn/jvm.config") -Xlog:disable -Xlog:all=error:stderr"

local_sources() { (cd "$ROOT" && find build/pom.xml local/pom.xml local/src/main src/main/java/dev/slipway/iam src/main/resources/dev/slipway/iam -type f | LC_ALL=C sort); }

# digest reads whole files, so a source that changes always means another build, whatever its time stamp says.
local_stamp() { (cd "$ROOT" && { if command -v sha256sum >/dev/null 2>&1; then local_sources | xargs sha256sum; else local_sources | xargs shasum -a 256; fi; } | sha256); }

build_local() {
  if [ -n "${SLIPWAY_LOCAL_JAR:-}" ]; then
    [ -f "$LOCAL_JAR" ] || die "SLIPWAY_LOCAL_JAR is '$LOCAL_JAR', which is no file; unset it to have the local cloud built from source"
    return
  fi
  if ! local_is_current; then locked "$ROOT/local/target/lock" with_users_umask make_local; fi
}

local_is_current() { [ -f "$LOCAL_JAR" ] && [ "$(cat "$ROOT/local/target/built-from" 2>/dev/null)" = "$(local_stamp)" ]; }

make_local() {
  local stamp
  ! local_is_current || return 0
  stamp=$(local_stamp)
  say "building the local cloud and the offline aws plugin"
  rm -f "$ROOT/local/target/built-from"
  if ! mvn --quiet --batch-mode -f "$ROOT/local/pom.xml" package -DskipTests >"$ROOT/local/target/build.log" 2>&1; then
    cat "$ROOT/local/target/build.log" >&2
    die "the local cloud did not build: see above"
  fi
  archive_plugin
  printf '%s\n' "$stamp" >"$ROOT/local/target/built-from"
}

# The classes that a preview needs, as the Java machine keeps them in memory: the plugin is started for every command, and most of its start
# is to read and verify them. An archive that is not of this jar, or of another Java, is taken for none; so one that cannot be made is none.
archive_plugin() {
  local new=$PLUGIN_ARCHIVE.$$
  rm -f "$PLUGIN_ARCHIVE"
  # shellcheck disable=SC2086 # one flag a word
  if java $PLUGIN_FLAGS "-XX:ArchiveClassesAtExit=$new" -cp "$LOCAL_JAR" dev.slipway.local.provider.Rehearsal >/dev/null 2>&1; then
    mv -f "$new" "$PLUGIN_ARCHIVE"
  else
    rm -f "$new"
  fi
}
