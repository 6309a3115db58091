# shellcheck shell=bash
# What must be there already. Every missing one is named at once, with how to get it.

missing=()

# at_least GOT WANTED: compares dotted numbers.
at_least() {
  local i
  local -a got wanted
  IFS=. read -ra got <<<"$1"
  IFS=. read -ra wanted <<<"$2"
  for ((i = 0; i < ${#wanted[@]}; i++)); do
    if ((10#${got[i]:-0} != 10#${wanted[i]})); then
      ((10#${got[i]:-0} > 10#${wanted[i]}))
      return
    fi
  done
}

first_number() { grep -oE '[0-9]+(\.[0-9]+)*' | head -n 1; }

# version_of TOOL PATTERN: the number in what matches of the tool's answer; fails when there is none. To ask javac and mvn takes longer
# than all else here, so their answers are kept, each with the program that gave it. A shim is one program for many versions: it is asked
# each time.
version_of() {
  local tool=$1 program kept version=''
  program=$(command -v "$tool") || return 1
  program="$(ls -Llid "$program") ${JAVA_HOME:-}" || return 1
  kept=$CACHE/versions/$tool
  case $program in
    */shims/*) ;;
    *) [ ! -f "$kept" ] || version=$(program=$program awk 'NR == 1 && $0 != ENVIRON["program"] { exit } NR == 2' "$kept") ;;
  esac
  if [ -z "$version" ]; then
    version=$("$tool" -version 2>&1 | grep -oE "$2" | first_number) && [ -n "$version" ] || return 1
    # In a cache that cannot be written it is asked again the next time.
    { mkdir -p "$CACHE/versions" && printf '%s\n' "$program" "$version" >"$kept.$$" && mv -f "$kept.$$" "$kept"; } 2>/dev/null || true
  fi
  echo "$version"
}

need_java() {
  local version
  if ! command -v javac >/dev/null 2>&1 || ! version=$(version_of javac '[0-9].*'); then
    missing+=("a JDK, 17 or newer: no javac on PATH. Debian: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17; or https://adoptium.net")
  elif ! at_least "$version" 17; then
    missing+=("a JDK, 17 or newer: javac on PATH is $version. Debian: apt-get install openjdk-17-jdk-headless; macOS: brew install openjdk@17; or https://adoptium.net")
  fi
}

need_maven() {
  local version
  if ! command -v mvn >/dev/null 2>&1 || ! version=$(version_of mvn 'Apache Maven [0-9.]*'); then
    missing+=("Maven, 3.8 or newer: no working mvn on PATH. Debian: apt-get install maven; macOS: brew install maven; or https://maven.apache.org/install.html")
  elif ! at_least "$version" 3.8; then
    missing+=("Maven, 3.8 or newer: mvn on PATH is $version. https://maven.apache.org/install.html")
  fi
}

need_python() {
  local version
  if ! command -v python3 >/dev/null 2>&1 || ! PYTHON_VERSION=$(python3 -c 'import sys; print(sys.version)') || ! version=$(first_number <<<"$PYTHON_VERSION"); then
    missing+=("Python, 3.10 or newer: no python3 on PATH. Debian: apt-get install python3 python3-venv; macOS: brew install python")
  elif ! at_least "$version" 3.10; then
    missing+=("Python, 3.10 or newer: python3 on PATH is $version. Debian: apt-get install python3 python3-venv; macOS: brew install python")
  fi
}

# Once the environments are made, nobody asks for what made them.
need_venv() {
  { [ -f "$PYTHON/complete" ] && [ -f "$BUILD_TOOLS/complete" ]; } || python3 -c 'import ensurepip, venv' 2>/dev/null ||
    missing+=("Python's venv: python3 on PATH cannot make one. Debian: apt-get install python3-venv")
}

need_go() {
  local version wanted
  wanted=$(sed -n 's/^go //p' "$ROOT/tools/go.mod")
  if ! command -v go >/dev/null 2>&1 || ! version=$(go env GOVERSION 2>/dev/null | first_number) || [ -z "$version" ]; then
    missing+=("Pulumi, $(engine_minimum) or newer (https://www.pulumi.com/docs/install/), or Go, $wanted or newer, to build it here (https://go.dev/dl): neither is on PATH")
  elif ! at_least "$version" "$wanted"; then
    missing+=("Go, $wanted or newer: go on PATH is $version (https://go.dev/dl); or install Pulumi, $(engine_minimum) or newer (https://www.pulumi.com/docs/install/)")
  fi
}

# Go is needed only to build an engine that is neither installed nor built already.
check_prerequisites() {
  local one
  need_java
  need_maven
  need_python
  if [ ${#missing[@]} -eq 0 ]; then
    name_folders
    need_venv
    official_pulumi || [ -f "$ENGINE/complete" ] || need_go
  fi
  [ ${#missing[@]} -gt 0 ] || return 0
  for one in "${missing[@]}"; do
    printf 'slipway: error: missing: %s\n' "$one" >&2
  done
  exit 1
}
