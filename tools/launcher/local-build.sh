# shellcheck shell=bash
# The local cloud and the offline aws plugin, built when their sources changed.

# SLIPWAY_LOCAL_JAR names one that is built already, with its lib/ beside it: the tests' own.
LOCAL_JAR=${SLIPWAY_LOCAL_JAR:-$ROOT/local/target/slipway-local.jar}
PLUGIN_ARCHIVE=${LOCAL_JAR%.jar}-plugin.jsa
CLOUD_ARCHIVE=${LOCAL_JAR%.jar}-cloud.jsa
# What is read from the standard output, such as the plugin's port, must not have the Java machine's own warnings in it.
QUIET="-Xlog:disable -Xlog:all=error:stderr"
PLUGIN_FLAGS="$(<"$ROOT/.mvn/jvm.config") $QUIET"
# The local cloud and the commands beside it.
LOCAL_FLAGS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto $QUIET"

local_sources() { (cd "$ROOT" && find build/pom.xml local/pom.xml local/src/main src/main/java/dev/slipway/iam src/main/resources/dev/slipway/iam -type f | LC_ALL=C sort); }

# digest reads whole files, so a source that changes always means another build, whatever its time stamp says.
local_stamp() { (cd "$ROOT" && local_sources | xargs "${SHA256[@]}" | "${SHA256[@]}"); }

build_local() {
  if [ -n "${SLIPWAY_LOCAL_JAR:-}" ]; then
    [ -f "$LOCAL_JAR" ] || die "SLIPWAY_LOCAL_JAR is '$LOCAL_JAR', which is no file; unset it to have the local cloud built from source"
  elif ! local_is_current; then
    locked "$ROOT/local/target/lock" with_users_umask make_local
  fi
  archived "$PLUGIN_ARCHIVE" archive_plugin
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
  printf '%s\n' "$stamp" >"$ROOT/local/target/built-from"
}

# The classes that a run needs, as the Java machine keeps them in memory: half of a start is to read and verify them. An archive that is not
# of this jar, or of another Java, is taken for none; where none can be made, an empty file says that it was tried, and a log beside it how.

# archived ARCHIVE COMMAND: makes it when the jar is newer.
archived() { [ "$1" -nt "$LOCAL_JAR" ] || locked "${LOCAL_JAR%/*}/lock" make_archive "$@"; }

# The command makes the file that it is given.
make_archive() {
  local archive=$1 folder
  [ ! "$archive" -nt "$LOCAL_JAR" ] || return 0
  # One that was killed left its folder behind, and perhaps a cloud in it.
  folder=${LOCAL_JAR%/*}/archive
  [ ! -d "$folder" ] || (STATE=$folder && local_stop) >/dev/null 2>&1 || true
  rm -rf "$folder"
  mkdir "$folder"
  with_users_umask "$2" "$folder" "$folder/archive" >"$folder/log" 2>&1 || true
  if [ ! -s "$folder/archive" ]; then
    mv -f "$folder/log" "${archive%.jsa}.log"
    : >"$folder/archive"
  fi
  mv -f "$folder/archive" "$archive"
  rm -rf "$folder"
}

# Both make an archive in a folder. A Java that crashes over it says so there, not where the user is.

# The plugin is started for every command.
archive_plugin() {
  # shellcheck disable=SC2086 # one flag a word
  java $PLUGIN_FLAGS "-XX:ArchiveClassesAtExit=$2" "-XX:ErrorFile=$1/crash.log" -cp "$LOCAL_JAR" dev.slipway.local.provider.Rehearsal
}

# A local cloud that nobody uses, and a command that speaks to it.
archive_cloud() (
  STATE=$1
  PORT=$(free_port)
  ENDPOINT=http://127.0.0.1:$PORT
  FAULTS=
  mkdir -p "$STATE/cloud" "$STATE/images"
  trap local_stop EXIT
  launch_cloud "-XX:ArchiveClassesAtExit=$2" "-XX:ErrorFile=$1/crash.log"
  eval "$(local_environment)"
  local_java show
)

# shellcheck disable=SC2086 # one flag a word
local_java() { java $LOCAL_FLAGS "-XX:SharedArchiveFile=$CLOUD_ARCHIVE" -Dfile.encoding=UTF-8 -jar "$LOCAL_JAR" "$@"; }
