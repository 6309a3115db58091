# shellcheck shell=bash
# Commands about pipelines and their executions. They speak to the local cloud for local stacks, to AWS for all others.

# execution_command VERB STACK SERVICE [ARG...]
execution_command() {
  local verb=$1 stack=${2:-} service=${3:-} word
  for word in "${@:2}"; do
    case $word in
      -h | --help)
        setup
        build_local
        local_java "$verb" --help
        return
        ;;
    esac
  done
  reach_pipeline "$verb" "$stack" "$service"
  shift 3
  set -- "$verb" --project "$(project_name)" "$stack" "$service" "$@"
  if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then
    case $verb in
      watch) set -- "$@" --redraw ;;
      history) set -- "$@" --width "$(tput cols 2>/dev/null || echo 160)" ;;
    esac
  fi
  # shellcheck disable=SC2086 # one flag a word
  exec java $LOCAL_FLAGS "-XX:SharedArchiveFile=$CLOUD_ARCHIVE" -Dfile.encoding=UTF-8 -jar "$LOCAL_JAR" "$@"
}

# reach_pipeline VERB STACK SERVICE: the environment in which AWS clients find the pipelines of the stack.
reach_pipeline() {
  local verb=$1 stack=$2 service=$3 region
  check_stack "$stack"
  case $service in '' | -*) die "which service of stack '$stack'? got: ${service:-nothing}; expected a name below slipway:services, as in ./slipway $verb $stack web" ;; esac
  if is_local "$stack"; then
    check_port
    setup
    require_cloud
    eval "$(local_environment)"
  else
    # As in the provider, the stack's own region comes before that of the environment.
    region=$(sed -n 's/^ *aws:region: *["'\'']\{0,1\}\([a-z0-9-]*\).*/\1/p' "$PROJECT/Pulumi.${stack##*/}.yaml")
    [ -z "$region" ] || export AWS_REGION=$region
  fi
  build_local
}

# clone STACK SERVICE [FOLDER]: a clone that asks nobody for a password, whatever shell it is used in.
clone() {
  local stack=${1:-} service=${2:-} folder=${3:-${2:-}} source url branch
  [ $# -le 3 ] || die "clone takes STACK SERVICE [FOLDER]; got also: ${*:4}"
  case $folder in -*) die "clone takes STACK SERVICE [FOLDER] and no flags; got: $folder" ;; esac
  reach_pipeline clone "$stack" "$service"
  command -v git >/dev/null 2>&1 || die "clone needs Git: no git on PATH. Debian: apt-get install git"
  if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then die "$folder is there already and not empty: name another folder, as in ./slipway clone $stack $service ${folder}-2"; fi
  source=$(local_java source --project "$(project_name)" "$stack" "$service")
  IFS=$'\t' read -r url branch <<<"$source"
  if is_local "$stack"; then
    set -- --config "credential.$ENDPOINT.helper=" --config "credential.$ENDPOINT.helper=$LOCAL_CREDENTIAL"
  else
    # shellcheck disable=SC2016 # Git expands it
    set -- --config "credential.${url%%/v1/*}.helper=" --config "credential.${url%%/v1/*}.helper="'!aws codecommit credential-helper $@' \
      --config "credential.${url%%/v1/*}.UseHttpPath=true"
  fi
  # What "local env" says in this shell must not be needed in another one.
  unset GIT_CONFIG_COUNT
  git clone --quiet "$@" "$url" "$folder" || die "$url was not cloned: see above"
  if ! git -C "$folder" rev-parse --quiet --verify HEAD >/dev/null; then
    git -C "$folder" symbolic-ref HEAD "refs/heads/$branch"
  elif [ "$(git -C "$folder" symbolic-ref --short HEAD)" != "$branch" ]; then
    git -C "$folder" checkout --quiet "$branch" || die "the clone in $folder has no branch $branch, which the pipeline follows: see above"
  fi
  say "cloned $url into $folder; a push to $branch starts the pipeline"
}
