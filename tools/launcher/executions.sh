# shellcheck shell=bash
# Commands about executions of pipelines. They speak to the local cloud for local stacks, to AWS for all others.

# execution_command VERB STACK SERVICE [ARG...]
execution_command() {
  local verb=$1 stack=${2:-} service=${3:-} region
  check_stack "$stack"
  case $service in '' | -*) die "which service of stack '$stack'? got: ${service:-nothing}; expected a name below slipway:services, as in ./slipway $verb $stack web" ;; esac
  shift 3
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
  set -- "$verb" --project "$(project_name)" "$stack" "$service" "$@"
  if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then
    case $verb in
      watch) set -- "$@" --redraw ;;
      history) set -- "$@" --width "$(tput cols 2>/dev/null || echo 160)" ;;
    esac
  fi
  exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Dfile.encoding=UTF-8 -jar "$LOCAL_JAR" "$@"
}
