# shellcheck shell=bash
# The toolchain: Pulumi's engine with its Java host, and two Python environments: one with ministack, and one with the AWS CLI, which builds
# on the local cloud find on their PATH (the two pin botocore differently). Everything is kept outside the repo, in a folder named by what it was made from: a changed pin makes a new folder, an unchanged one is never made twice.

CACHE=${SLIPWAY_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/slipway}

engine_minimum() { echo 3.185.0; }

# Sets ENGINE, PYTHON and BUILD_TOOLS, the folders. An environment of Python works with the version that made it only: the whole word that
# python3 has for itself, where need_python put it.
name_folders() {
  local tools=$ROOT/tools
  ENGINE=$CACHE/engine-$(cat "$tools/go.mod" "$tools/go.sum" | name_of)
  PYTHON=$CACHE/python-$({ cat "$tools/requirements.txt" && printf %s "$PYTHON_VERSION"; } | name_of)
  BUILD_TOOLS=$CACHE/build-tools-$({ cat "$tools/requirements-build.txt" && printf %s "$PYTHON_VERSION"; } | name_of)
}

name_of() { "${SHA256[@]}" | cut -c1-12; }

# macOS has no sha256sum, and not every Linux has shasum.
if command -v sha256sum >/dev/null 2>&1; then SHA256=(sha256sum); else SHA256=(shasum -a 256); fi

# An official Pulumi is used as it is, when it is new enough and has its Java host beside it.
official_pulumi() {
  local version
  command -v pulumi >/dev/null 2>&1 && command -v pulumi-language-java >/dev/null 2>&1 || return 1
  version=$(PULUMI_SKIP_UPDATE_CHECK=true pulumi version 2>/dev/null | first_number)
  [ -n "$version" ] && at_least "$version" "$(engine_minimum)"
}

# setup: makes what is missing and says nothing when all is there. Safe to run twice, at once or after a kill.
setup() {
  [ $# -eq 0 ] || die "setup takes no arguments; got: $*"
  check_prerequisites
  [ -f "$PYTHON/complete" ] || locked "$CACHE/lock" with_users_umask make_environment "$PYTHON" requirements.txt ministack
  [ -f "$BUILD_TOOLS/complete" ] || locked "$CACHE/lock" with_users_umask make_environment "$BUILD_TOOLS" requirements-build.txt awscli
  if official_pulumi; then return; fi
  [ -f "$ENGINE/complete" ] || locked "$CACHE/lock" with_users_umask make_engine
  export PATH=$ENGINE/bin:$PATH
}

# make_environment FOLDER REQUIREMENTS MAIN: a Python environment with what a file of tools/ pins.
make_environment() {
  local folder=$1 requirements=$2 main=$3
  [ ! -f "$folder/complete" ] || return 0
  say "installing $(grep -o "^$main==[^ ]*" "$ROOT/tools/$requirements") into $folder"
  rm -rf "$folder"
  python3 -m venv "$folder" || die "python3 could not make an environment in $folder: see above"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r "$ROOT/tools/$requirements" >&2 ||
    die "pip could not install tools/$requirements: see above, then run ./slipway setup again"
  touch "$folder/complete"
}

make_engine() {
  local version
  [ ! -f "$ENGINE/complete" ] || return 0
  version=$(awk '$1 == "github.com/pulumi/pulumi/pkg/v3" { print $2 }' "$ROOT/tools/go.mod")
  say "building the Pulumi engine $version and its Java host from pinned Go modules (once, about 2 minutes on 2 cores)"
  mkdir -p "$ENGINE/bin"
  # Modules and objects are 2 GB that nothing needs afterwards, so they do not go to the user's own Go folders. After a kill they are
  # still there, and the next build goes on from them.
  (
    cd "$ROOT/tools"
    GOBIN="$ENGINE/bin" GOPATH="$ENGINE/build" GOMODCACHE="$ENGINE/build/modules" GOCACHE="$ENGINE/build/objects" GOFLAGS=-modcacherw CGO_ENABLED=0 \
      go install -v -trimpath -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" tool 2>&1
  ) | build_progress || die "the engine did not build: see above, then run ./slipway setup again"
  rm -rf "$ENGINE/build"
  touch "$ENGINE/complete"
}

# Go names each module and package as it takes it up: that is too much to read, but shows that the build lives.
build_progress() {
  awk '
    /^go: downloading / { modules++; if (modules % 100 == 0) print "slipway:   " modules " modules fetched"; next }
    /^[a-z0-9.\/_@~-]+$/i && NF == 1 { packages++; if (packages % 250 == 0) print "slipway:   " packages " packages compiled"; next }
    { print }' >&2
}
