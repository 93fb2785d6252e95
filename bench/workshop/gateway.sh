# What the gateway costs beside asking the engine directly, on one machine. Sourced by ./dev. The engine is a server that
# answers at once, so that what is measured is the gateway: recognising, the gate, the guard, the books.

readonly WARM_UP=${WARM_UP:-8000} QUESTIONS=${QUESTIONS:-400} AT_ONCE=${AT_ONCE:-16} SECONDS_OF_LOAD=${SECONDS_OF_LOAD:-6}

bench_gateway() {
  open_hub 0
  print_surroundings
  create_model "$ADA" chart false
  gateway_client requests direct 100
  gateway_client requests hub "$WARM_UP"
  bench_questions
  bench_load
  bench_streams
  bench_detector
  bench_judgement
}

# Runs before the hub starts: the engine, and the hub's knowledge of it.
furnish_hub() {
  node acceptance/clients/gateway-bench.mjs engine > "$hub_folder/engine" 2>&1 &
  engine_process=$!
  trap 'kill "$engine_process" 2> /dev/null || true; close_hub' EXIT
  until ENGINE=$(sed -n 's/^listening on //p' "$hub_folder/engine") && [ -n "$ENGINE" ]; do
    kill -0 "$engine_process" 2> /dev/null || fail "the engine did not start: $(tail -n 5 "$hub_folder/engine")"
    sleep 0.1
  done
  printf 'remote ada/chart %s/v1\n' "$ENGINE" > "$hub_folder/data/engines.conf"
  printf 'account ada requests=1000000000\n' > "$hub_folder/data/budgets.conf"
}

gateway_client() {
  ENGINE=$ENGINE HUB=$HUB ADA=$ADA node acceptance/clients/gateway-bench.mjs "$@" > "$hub_folder/client" 2>&1 ||
    fail "the client: $(tail -n 5 "$hub_folder/client")"
}

# Keeps what the client told: lines of a name and a number.
keep_told() {
  local name value
  while read -r name value; do keep "$1.$name" "$value"; done < "$hub_folder/client"
}

# One question after another.
bench_questions() {
  local round way
  for ((round = 0; round < ROUNDS; round++)); do
    for way in direct hub; do
      gateway_client requests "$way" "$QUESTIONS"
      keep_told "ask.$way"
    done
    keep ask.added.p50 "$(minus "$(tail -n 1 "$hub_folder/series.ask.hub.p50")" "$(tail -n 1 "$hub_folder/series.ask.direct.p50")")"
    keep ask.added.p99 "$(minus "$(tail -n 1 "$hub_folder/series.ask.hub.p99")" "$(tail -n 1 "$hub_folder/series.ask.direct.p99")")"
  done
  show ask.direct.p50 'a question of 60 characters, directly, p50' ms
  show ask.hub.p50 'through the gateway, p50' ms
  show ask.added.p50 'the gateway adds, p50' ms
  show ask.direct.p99 'directly, p99' ms
  show ask.hub.p99 'through the gateway, p99' ms
  show ask.added.p99 'the gateway adds, p99' ms
}

# As many as there is room for.
bench_load() {
  local round way
  cat > "$hub_folder/ask.lua" << 'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("ADA")
wrk.body = '{"model":"ada/chart","max_tokens":8,"messages":[{"role":"user","content":"How high does the tide rise at Hull, and why does it differ?"}]}'
LUA
  for ((round = 0; round < ROUNDS; round++)); do
    for way in "direct $ENGINE" "hub $HUB"; do
      ADA=$ADA wrk -t 1 -c "$AT_ONCE" -d "$SECONDS_OF_LOAD" -s "$hub_folder/ask.lua" "${way#* }/v1/chat/completions" \
        > "$hub_folder/load"
      ! grep -q 'Non-2xx' "$hub_folder/load" || fail "not every question was answered: $(cat "$hub_folder/load")"
      keep "load.${way%% *}" "$(sed -n 's/^Requests\/sec: *//p' "$hub_folder/load")"
    done
  done
  show load.direct "directly, $AT_ONCE at once" requests/s
  show load.hub "through the gateway, $AT_ONCE at once" requests/s
  show_ratio load.hub load.direct 'gateway / directly'
}

# A stream of 120 words, one in 10 ms: until its first text, the longest wait for the next, and until its end.
bench_streams() {
  local round way
  for ((round = 0; round < ROUNDS; round++)); do
    for way in direct hub; do
      gateway_client stream "$way" 5
      keep_told "stream.$way"
    done
  done
  show stream.direct.begun 'to the first event of a stream, directly' ms
  show stream.hub.begun 'through the gateway' ms
  show stream.direct.first 'to the first text, directly' ms
  show stream.hub.first 'through the gateway, held back till judged' ms
  show stream.direct.pause 'longest wait within, directly' ms
  show stream.hub.pause 'through the gateway' ms
  show stream.direct.end 'to the end, directly' ms
  show stream.hub.end 'through the gateway' ms
}

# The classifiers alone: what a longer text takes more, disguises taken off and all.
bench_detector() {
  local round
  gateway_client detector 20
  for ((round = 0; round < ROUNDS; round++)); do
    gateway_client detector 40
    keep_told detector
  done
  show detector.short 'a text of 1 KB judged, request included' ms
  show detector.long 'a text of 32 KB judged, request included' ms
  show detector.perkb 'the classifiers, each KB more' us/KB
}

# A guard of the shape of Llama Guard 3 1B, which only the cascade asks.
bench_judgement() { bench_engine plimsoll.bench.GuardBench; }
