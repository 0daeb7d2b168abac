# shellcheck shell=bash
# What the proofs share: the checkout, the packaged program, its JDK and a folder that goes away.
# Sourced with strict mode on.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
launcher=${PROOF_LAUNCHER:-$root/cli/voucherctl}
packaged=$root/cli/target/voucherctl
programs=$root/embedded-server/src/test/java/io/voucherctl/server/voucher/proof

work=$(mktemp -d "${TMPDIR:-/tmp}/voucherctl-proof.XXXXXX")
started=()

finish() {
  code=$?
  trap - EXIT
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2> /dev/null || true
  done
  for pid in ${started[@]+"${started[@]}"}; do
    wait "$pid" 2> /dev/null || true
  done
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$launcher" --version > /dev/null  # builds the packaged program when there is none

find_java() {
  local home
  for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/* /opt/*jdk* "${HOME:-/}"/.jdks/* \
    "${HOME:-/}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$home/bin/java" ] && grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release"; then
      printf '%s\n' "$home/bin/java"
      return
    fi
  done
  echo "error: the proofs need a JDK 25 or newer; point JAVA_HOME at one" >&2
  return 1
}
java=$(find_java)

# program NAME ARGUMENT...: runs one of the programs from its source, beside the packaged jars.
program() {
  local name=$1
  shift
  "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow \
    -cp "$packaged/lib/*" "$programs/$name.java" "$@"
}

# jars POM: the class path of its dependencies, those of its tests included.
jars() {
  if ! mvn -q -B -ntp -f "$1" dependency:build-classpath "-Dmdep.outputFile=$work/classpath" \
    > "$work/mvn.log" 2>&1; then
    cat "$work/mvn.log" >&2
    return 1
  fi
  cat "$work/classpath"
}

# postgres: starts a PostgreSQL that ends with this script; sets postgres_url, PGUSER, PGPASSWORD.
postgres() {
  local libraries
  libraries=$(jars "$root/embedded-server/pom.xml")
  mkfifo "$work/postgres.in"
  : > "$work/postgres.url"
  exec 9<> "$work/postgres.in"
  "$java" -XX:+UseSerialGC -cp "$libraries" "$programs/Postgres.java" "$work/postgres" \
    < "$work/postgres.in" > "$work/postgres.url" 2> "$work/postgres.log" 9>&- &
  started+=("$!")
  for _ in {1..600}; do
    postgres_url=$(cat "$work/postgres.url")
    [ -z "$postgres_url" ] || break
    sleep 0.1
  done
  if [ -z "$postgres_url" ]; then
    cat "$work/postgres.log" >&2
    return 1
  fi
  export PGUSER=postgres PGPASSWORD=postgres
}

# region ARGUMENT...: starts serve with a tenant whose quota nobody reaches; sets region_url.
region() {
  cat > "$work/tenants.yaml" << 'YAML'
tenants:
- id: proof
  appId: proof-app
  appToken: proof-token
  clientAppId: proof-web
  clientToken: proof-open
  quota: {rate: 1000000/s, burst: 1000000}
YAML
  "$launcher" serve "$@" --tenants "$work/tenants.yaml" --state "$work/state" -o json \
    > "$work/serve.json" 2> "$work/serve.log" &
  started+=("$!")
  for _ in {1..1200}; do
    region_url=$(sed -n 's/.*"gatewayUrl" *: *"\([^"]*\)".*/\1/p' "$work/serve.json")
    [ -z "$region_url" ] || return 0
    kill -0 "${started[-1]}" 2> /dev/null || break
    sleep 0.1
  done
  cat "$work/serve.log" >&2
  return 1
}

# part KIND ARGUMENT...: starts one part alone, serve api or serve gateway; sets part_url, part_pid.
part() {
  local kind=$1
  shift
  local said=$work/$kind.${#started[@]}
  : > "$said.json"
  "$launcher" serve "$kind" "$@" -o json > "$said.json" 2> "$said.log" &
  part_pid=$!
  started+=("$part_pid")
  for _ in {1..600}; do
    part_url=$(sed -n 's/.*"url" *: *"\([^"]*\)".*/\1/p' "$said.json")
    [ -z "$part_url" ] || return 0
    kill -0 "$part_pid" 2> /dev/null || break
    sleep 0.1
  done
  cat "$said.log" >&2
  return 1
}
