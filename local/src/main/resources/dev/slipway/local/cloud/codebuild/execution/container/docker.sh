#!/usr/bin/env bash
# Docker's commands as builds use them, done by podman. What podman cannot do fails and says so; options that only say how Docker itself
# is to work are dropped.
set -uo pipefail

readonly PUSHED=$HOME/.docker/pushed

refuse() {
  echo "docker: $* is not supported by local builds with podman" >&2
  exit 1
}

# The name with registry and tag that podman keeps for a name.
full_name() {
  local name=$1
  case ${name##*/} in
    *:* | *@*) ;;
    *) name=$name:latest ;;
  esac
  echo "$name"
}

# "type=registry,ref=HOST/NAME:TAG,..." to HOST/NAME: podman keeps every layer under a tag of its own.
cache_repository() {
  local field ref='' type=''
  local -a fields
  IFS=, read -ra fields <<<"$1"
  for field in "${fields[@]}"; do
    case $field in
      type=*) type=${field#type=} ;;
      ref=*) ref=${field#ref=} ;;
      *=*) ;;
      *) ref=$field ;;
    esac
  done
  [ -n "$ref" ] && { [ -z "$type" ] || [ "$type" = registry ]; } || return 1
  case ${ref##*/} in
    *@*) ref=${ref%@*} ;;
    *:*) ref=${ref%:*} ;;
  esac
  echo "$ref"
}

build() {
  local push='' metadata='' option value repository
  local -a arguments=() tags=()
  while [ $# -gt 0 ]; do
    option=$1
    shift
    value=
    case $option in
      --cache-from | --cache-to | --output | -o | --metadata-file | --progress | --builder | --provenance | --sbom | --attest | --tag | -t)
        [ $# -gt 0 ] || refuse "$option without a value"
        value=$1
        shift
        ;;
      --*=*)
        value=${option#*=}
        case $option in
          --cache-from=* | --cache-to=* | --output=* | --metadata-file=* | --progress=* | --builder=* | --provenance=* | --sbom=* | --attest=* | --tag=*)
            option=${option%%=*}
            ;;
        esac
        ;;
    esac
    case $option in
      --push) push=yes ;;
      --load | --push=false | --load=true | --load=false) ;;
      --push=true) push=yes ;;
      --progress | --builder | --provenance | --sbom | --attest) ;;
      --metadata-file) metadata=$value ;;
      --cache-from | --cache-to)
        if repository=$(cache_repository "$value"); then
          arguments+=("$option" "$repository")
        elif [ "$option" = --cache-to ] && [ "$value" = type=inline ]; then
          echo "docker: warning: $option $value is left out: podman writes no inline cache" >&2
        else
          echo "docker: warning: $option $value is left out: podman has registry caches only" >&2
        fi
        ;;
      --output | -o)
        case $value in
          type=docker) ;;
          type=registry) push=yes ;;
          type=image | type=image,push=false) ;;
          type=image,push=true) push=yes ;;
          *) refuse "$option $value" ;;
        esac
        ;;
      --tag | -t)
        tags+=("$value")
        arguments+=(--tag "$value")
        ;;
      *) arguments+=("$option") ;;
    esac
  done
  podman build --layers "${arguments[@]}" || return
  local tag digest=''
  if [ -n "$push" ]; then
    for tag in "${tags[@]}"; do
      push "$tag" || return
      digest=$(pushed_digest "$tag")
    done
  fi
  if [ -n "$metadata" ]; then
    printf '{"containerimage.digest": "%s", "image.name": "%s"}\n' "$digest" "$(IFS=,; echo "${tags[*]-}")" >"$metadata"
  fi
}

# The registry's digest differs from that of podman's own store, since layers are compressed on their way.
push() {
  local name='' option digest file
  for option in "$@"; do
    case $option in
      --quiet | -q) ;;
      -*) refuse "push $option" ;;
      *) name=$(full_name "$option") ;;
    esac
  done
  [ -n "$name" ] || refuse 'push without a name'
  file=$(mktemp)
  podman push --digestfile "$file" "$name" || {
    local status=$?
    rm -f "$file"
    return $status
  }
  digest=$(cat "$file")
  rm -f "$file"
  echo "$name ${name%:*}@$digest" >>"$PUSHED"
  echo "${name##*:}: digest: $digest"
}

pushed_name() { awk -v name="$(full_name "$1")" '$1 == name { found = $2 } END { print found }' "$PUSHED" 2>/dev/null; }
pushed_digest() { pushed_name "$1" | sed 's/.*@//'; }

# podman knows the digest of its own copy, Docker that of the registry: builds ask for the latter.
inspect() {
  local -a arguments=() names=()
  local format='' option
  while [ $# -gt 0 ]; do
    option=$1
    shift
    case $option in
      --format=*) format=${option#*=} ;;
      --format | -f)
        format=${1:-}
        [ $# -eq 0 ] || shift
        ;;
      -*) arguments+=("$option") ;;
      *) names+=("$option") ;;
    esac
  done
  if [[ $format == *RepoDigests* ]]; then
    local name known
    for name in "${names[@]}"; do
      known=$(pushed_name "$name")
      if [ -z "$known" ]; then
        echo "template parsing error: template: :1:2: executing \"\" at <index .RepoDigests 0>: error calling index: index out of range: 0" >&2
        return 1
      fi
      case $format in
        '{{index .RepoDigests 0}}' | '{{ index .RepoDigests 0 }}' | '{{(index .RepoDigests 0)}}') echo "$known" ;;
        '{{.RepoDigests}}' | '{{ .RepoDigests }}') echo "[$known]" ;;
        '{{json .RepoDigests}}' | '{{ json .RepoDigests }}') echo "[\"$known\"]" ;;
        *) refuse "inspect with format $format" ;;
      esac
    done
    return
  fi
  podman inspect "${arguments[@]}" ${format:+--format "$format"} "${names[@]}"
}

# podman 4.3 shows lists only; a build mostly asks whether an image is there.
manifest_inspect() {
  local name='' option
  for option in "$@"; do
    case $option in
      --insecure | -v | --verbose) ;;
      -*) refuse "manifest inspect $option" ;;
      *) name=$(full_name "$option") ;;
    esac
  done
  [ -n "$name" ] || refuse 'manifest inspect without a name'
  local registry=${name%%/*} path=${name#*/} repository reference authorization body problem
  if [[ $path == *@* ]]; then
    repository=${path%@*} reference=${path#*@}
  else
    repository=${path%:*} reference=${path##*:}
  fi
  if ! grep -qF "\"$registry\"" "$CONTAINERS_REGISTRIES_CONF"; then
    podman manifest inspect "$name"
    return
  fi
  authorization=$(tr -d '\n\t ' <"$REGISTRY_AUTH_FILE" | sed -n "s|.*\"$registry\":{\"auth\":\"\\([^\"]*\\)\".*|\\1|p")
  body=$(mktemp)
  if ! problem=$(curl --silent --show-error --fail --max-time 30 --output "$body" \
    ${authorization:+--header "Authorization: Basic $authorization"} \
    --header 'Accept: application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json' \
    --header 'Accept: application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json' \
    "http://$registry/v2/$repository/manifests/$reference" 2>&1); then
    case $problem in
      *404*) echo "no such manifest: $name" >&2 ;;
      *) echo "$problem" >&2 ;;
    esac
    rm -f "$body"
    return 1
  fi
  # Byte for byte: the digest of what is printed is the image's.
  cat "$body"
  rm -f "$body"
}

run() { podman run --network=host --cgroups=disabled --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 "$@"; }

buildx() {
  local command=${1:-}
  [ $# -eq 0 ] || shift
  case $command in
    build | b) build "$@" ;;
    # There is one builder, and it is always there.
    create | use | rm | install | stop) ;;
    inspect | ls) echo 'NAME/NODE DRIVER/ENDPOINT STATUS PLATFORMS'; echo "default * podman running linux/$(uname -m)" ;;
    version) echo "podman as buildx $(podman --version | sed 's/.* //')" ;;
    *) refuse "buildx $command" ;;
  esac
}

# A password never stands in a process list: Docker's own client warns, and so podman is given it on its standard input.
login() {
  local -a arguments=()
  local password=''
  while [ $# -gt 0 ]; do
    case $1 in
      -p | --password)
        password=${2:-}
        shift
        ;;
      --password=*) password=${1#*=} ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
  if [ -n "$password" ]; then
    echo 'WARNING! Using --password via the CLI is insecure. Use --password-stdin.' >&2
    printf %s "$password" | podman login --password-stdin "${arguments[@]}"
    return
  fi
  case " ${arguments[*]-} " in
    *' --password-stdin '*) podman login "${arguments[@]}" ;;
    *)
      echo 'Error: Cannot perform an interactive login from a non TTY device' >&2
      return 1
      ;;
  esac
}

main() {
  while [ $# -gt 0 ]; do
    case $1 in
      --debug | -D) shift ;;
      --config | --context | --host | -H | --log-level | -l) shift 2 || refuse "$1 without a value" ;;
      *) break ;;
    esac
  done
  local command=${1:-}
  [ $# -eq 0 ] || shift
  case $command in
    login) login "$@" ;;
    build) build "$@" ;;
    buildx) buildx "$@" ;;
    builder)
      [ "${1:-}" = build ] || refuse "builder ${1:-}"
      build "${@:2}"
      ;;
    push) push "$@" ;;
    inspect) inspect "$@" ;;
    run) run "$@" ;;
    image)
      case ${1:-} in
        build) build "${@:2}" ;;
        push) push "${@:2}" ;;
        inspect) inspect "${@:2}" ;;
        *) podman image "$@" ;;
      esac
      ;;
    manifest)
      if [ "${1:-}" = inspect ]; then manifest_inspect "${@:2}"; else podman manifest "$@"; fi
      ;;
    --version | -v) echo "Docker version 20.10.24, by $(podman --version)" ;;
    '' | help | --help) podman --help ;;
    compose | swarm | service | stack | node | config | secret | context | plugin) refuse "$command" ;;
    *) podman "$command" "$@" ;;
  esac
}

main "$@"
