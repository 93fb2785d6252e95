# From the launcher's start to the first answer, and what an idle hub holds. Sourced by ./dev.

bench_start() {
  local round
  # A cache of its own: whatever folder PLIMSOLL_CACHE names, or "off", what is timed is a fresh one.
  export PLIMSOLL_CACHE=$root/app/target/bench-cache
  rm -rf "$PLIMSOLL_CACHE"
  open_hub 0
  close_hub
  compgen -G "$PLIMSOLL_CACHE/*.aot" > /dev/null ||
    fail "the class cache could not be made: $(tail -n 3 "$PLIMSOLL_CACHE/training.txt")"
  hub_process=
  hub_folder=$(mktemp -d "${TMPDIR:-/tmp}/plimsoll-start.XXXXXX")
  for ((round = 0; round < ROUNDS; round++)); do
    start_once without off
    start_once with ''
  done
  print_surroundings
  show without 'start to first answer, no class cache' ms
  show with 'start to first answer, class cache' ms
  show_ratio with without 'with / without'
  show idle 'resident when idle' MiB
  show empty 'a JVM that prints its version' ms
}

start_once() {
  local series=$1 cache=$2 started port=$((20000 + RANDOM))
  started=$(date +%s%N)
  "$jdk/bin/java" -version 2> /dev/null
  keep empty "$(per "$(since "$started")" 0.001)"
  started=$(date +%s%N)
  PLIMSOLL_BUILD=off PLIMSOLL_CACHE=${cache:-$PLIMSOLL_CACHE} ./plimsoll serve --bare \
    --data "$hub_folder/data-$RANDOM$RANDOM" --port $port \
    > /dev/null 2> "$hub_folder/log" &
  hub_process=$!
  until curl -s -f -o /dev/null "http://127.0.0.1:$port/healthz"; do
    kill -0 $hub_process 2> /dev/null || fail "the hub did not start: $(tail -n 5 "$hub_folder/log")"
    sleep 0.01
  done
  keep "$series" "$(per "$(since "$started")" 0.001)"
  if [ -z "$cache" ]; then
    sleep 5
    keep idle "$(awk '/^VmRSS/ {print $2 / 1024}' /proc/$hub_process/status)"
  fi
  kill $hub_process
  wait $hub_process || true
}
