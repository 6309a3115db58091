# shellcheck shell=sh
# Starts a Java program of this repo for Pulumi's Java host, without Maven. Read by the files named mvnw: the host prefers one of that name
# to mvn, and gives it the same arguments.
#
# Maven takes longer to find that nothing has changed than a program takes to do its work. So the program is built into a folder named by a
# digest of all that it is made from, and started from there: another source is another folder, and nothing stale can run.
#
# SLIPWAY_PROGRAMS names a folder for them that several checkouts share: the tests' own. Otherwise they are in target/start, the newest alone.
#
# Who reads this sets "root" and "module" (folders) and "sources" (files and folders below root that the program is made from).

if command -v sha256sum >/dev/null 2>&1; then sha256=sha256sum; else sha256='shasum -a 256'; fi

# shellcheck disable=SC2086,SC2154 # one name a word; set by who reads this
digest() { (cd "$root" && find build/pom.xml build/start.sh .mvn/jvm.config $sources -type f | LC_ALL=C sort | xargs $sha256 | $sha256 | cut -c1-32); }

# shellcheck disable=SC2154
programs=${SLIPWAY_PROGRAMS:-$module/target/start}

# build DIGEST: makes the folder of that name.
build() {
  new=$programs/new.$$
  rm -rf "$new"
  mkdir -p "$new"
  mvn --quiet --no-transfer-progress -f "$module/pom.xml" "-Dbuild.into=$new" compile dependency:build-classpath \
    -Dmdep.includeScope=runtime "-Dmdep.outputFile=$new/classpath" >&2 &&
    jar --create --file "$new/program.jar" -C "$new/classes" . &&
    # Somebody may have saved a file meanwhile.
    [ "$(digest)" = "$1" ] || {
    rm -rf "$new"
    return 1
  }
  find "$new" -mindepth 1 -maxdepth 1 ! -name program.jar ! -name classpath -exec rm -rf {} +
  [ -n "${SLIPWAY_PROGRAMS:-}" ] || find "$programs" -mindepth 1 -maxdepth 1 ! -name 'new.*' ! -name "$1" -exec rm -rf {} +
  # Two stacks that are previewed at once build at once: either result will do.
  if [ -d "$programs/$1" ]; then rm -rf "$new"; else mv "$new" "$programs/$1"; fi
}

# The engine reads what a program prints, where the Java machine's own warnings must not go.
flags() { echo "$(cat "$root/.mvn/jvm.config") -Xlog:disable -Xlog:all=error:stderr"; }

class_path() { echo "$1/program.jar:$(cat "$1/classpath")"; }

complete() {
  [ -f "$1/program.jar" ] && [ -f "$1/classpath" ] || return 1
  tr ':' '\n' <"$1/classpath" | while read -r jar || [ -n "$jar" ]; do [ -f "$jar" ] || exit 1; done
}

# Sets "built" to the folder of what is there now, made when there is none; fails when it cannot be made, which Maven can explain.
built() {
  now=$(digest) && [ -n "$now" ] || return 1
  built=$programs/$now
  complete "$built" || { build "$now" && complete "$built"; }
}

# The classes that a run needs, as the Java machine keeps them in memory: half of what it does before the first answer is to read and
# verify them. It takes an archive that is not of these jars, or of another Java, for none; so one that cannot be made is none too.
# archive MAIN [ARGUMENT...]: runs that once, and notes what it loads.
archive() {
  # shellcheck disable=SC2046 # one flag a word
  if java $(flags) "-XX:ArchiveClassesAtExit=$built/archive.$$" "-XX:ErrorFile=$built/crash.log" -cp "$(class_path "$built")" "$@" >/dev/null 2>&1; then
    mv -f "$built/archive.$$" "$built/program.jsa"
  else
    rm -f "$built/archive.$$"
  fi
}

# start MAIN [ARGUMENT...]
start() {
  # shellcheck disable=SC2046
  exec java $(flags) ${MAVEN_OPTS:-} "-XX:SharedArchiveFile=$built/program.jsa" -cp "$(class_path "$built")" "$@"
}

# What the host asks of a program. First, which packages it uses:  ... compile exec:java -DmainClass=BOOTSTRAP -DmainArgs=packages
# Then the program:  ... compile exec:java.  Or its components, for programs in other languages:  ... -f POM -Dexec.args=ADDRESS
bootstrap=com.pulumi.bootstrap.internal.Main

# program MAIN COMPONENTS ARGUMENT...: does that, and comes back when something else is asked for, or the program cannot be built.
program() {
  program=$1
  components=$2
  shift 2
  goals=
  address=
  main=
  arguments=
  for argument; do
    case $argument in
      compile | exec:java) goals="$goals $argument" ;;
      -Dexec.args=*) address=${argument#-Dexec.args=} ;;
      -DmainClass=*) main=${argument#-DmainClass=} ;;
      -DmainArgs=*) arguments=${argument#-DmainArgs=} ;;
      -Dexec.mainClass=* | -P*) return 0 ;;
    esac
  done
  [ "$goals" = " compile exec:java" ] && built || return 0
  case "$main $arguments $address" in
    '  ') first_or_later_run ;;
    "$bootstrap packages ") if packages; then exit; fi ;;
    "  $address") [ -z "$components" ] || start "$components" "$address" ;;
  esac
}

# The answer follows from the jars alone, and they are large.
packages() {
  [ -f "$built/packages" ] || {
    # shellcheck disable=SC2046 # one flag a word
    java $(flags) -cp "$(class_path "$built")" "$bootstrap" packages >"$built/packages.$$" && mv -f "$built/packages.$$" "$built/packages"
  } || return 1
  cat "$built/packages"
}

# The first run notes what the later ones load.
first_or_later_run() {
  [ ! -f "$built/program.jsa" ] || start "$program"
  status=0
  # shellcheck disable=SC2046
  java $(flags) ${MAVEN_OPTS:-} "-XX:ArchiveClassesAtExit=$built/archive.$$" "-XX:ErrorFile=$built/crash.log" -cp "$(class_path "$built")" "$program" || status=$?
  if [ "$status" = 0 ] && [ -f "$built/archive.$$" ]; then mv -f "$built/archive.$$" "$built/program.jsa"; else rm -f "$built/archive.$$"; fi
  exit "$status"
}
