# A hub with something in it, for ./dev serve and ./dev try. Sourced by ./dev; needs curl alone.

# The longest a hub may take to say that it is listening: a build and a training run may come first.
readonly START_SECONDS=300

# Starts a hub on a folder of its own and leaves HUB (its address), ADMIN, ADA and BOB (tokens) behind. It lives as long
# as this script.
open_hub() {
  local port=$1 waited=0
  hub_folder=$(mktemp -d "${TMPDIR:-/tmp}/plimsoll-sample.XXXXXX")
  trap close_hub EXIT
  # What a benchmark wants to be there before.
  if declare -F furnish_hub > /dev/null && [ "${name:-}" = gateway ]; then
    mkdir "$hub_folder/data"
    furnish_hub
  fi
  # Not through run: a function in the background is a shell of its own, and stopping that leaves the hub behind.
  printf '+ ./plimsoll serve --bare --data %s --port %s\n' "$hub_folder/data" "$port" >&2
  ./plimsoll serve --bare --data "$hub_folder/data" --port "$port" > "$hub_folder/out" 2> "$hub_folder/log" &
  hub_process=$!
  until HUB=$(sed -n 's/^Plimsoll is listening on //p' "$hub_folder/out") && [ -n "$HUB" ]; do
    kill -0 "$hub_process" 2> /dev/null || fail "the hub did not start: $(tail -n 20 "$hub_folder/log")"
    [ $waited -lt $((START_SECONDS * 5)) ] || fail "the hub is not listening after $START_SECONDS s"
    waited=$((waited + 1))
    sleep 0.2
  done
  ADMIN=$(cat "$hub_folder/data/admin.token")
  ADA=$(as_admin account create ada)
  BOB=$(as_admin account create bob)
}

close_hub() {
  [ -z "${hub_process:-}" ] || kill "$hub_process" 2> /dev/null || true
  [ -z "${hub_process:-}" ] || wait "$hub_process" 2> /dev/null || true
  rm -rf "$hub_folder"
}

as_admin() {
  PLIMSOLL_URL=$HUB PLIMSOLL_TOKEN=$ADMIN PLIMSOLL_BUILD=off run ./plimsoll "$@"
}

# One request; leaves its status in STATUS and its body in the file $hub_folder/answer.
ask() {
  local token=$1 method=$2 path=$3
  shift 3
  local who=()
  [ -z "$token" ] || who=(-H "Authorization: Bearer $token")
  STATUS=$(curl -sS -L -o "$hub_folder/answer" -w '%{http_code}' -X "$method" ${who[@]+"${who[@]}"} "$@" "$HUB$path")
}

create_model() {
  ask "$1" POST /api/repos/create -H 'Content-Type: application/json' \
    -d "{\"type\":\"model\",\"name\":\"$2\",\"private\":$3}"
}

# Commits files: NAME CONTENT, any number of pairs.
commit_files() {
  local token=$1 repo=$2 summary=$3
  shift 3
  {
    printf '{"key":"header","value":{"summary":"%s","description":""}}\n' "$summary"
    while [ $# -gt 0 ]; do
      printf '{"key":"file","value":{"path":"%s","encoding":"base64","content":"%s"}}\n' \
        "$1" "$(printf '%s' "$2" | base64 | tr -d '\n')"
      shift 2
    done
  } > "$hub_folder/commit"
  ask "$token" POST "/api/models/$repo/commit/main" -H 'Content-Type: application/x-ndjson' \
    --data-binary "@$hub_folder/commit"
}

sample_card() {
  cat << 'TEXT'
---
license: apache-2.0
library_name: transformers
pipeline_tag: text-generation
language: en
tags: [stories, tiny]
---
# Story teller

A model that is small enough to read. It knows **one story**.

| File | Holds |
|---|---|
| `config.json` | its shape |
TEXT
}

fill_hub() {
  create_model "$ADA" story-teller false
  commit_files "$ADA" ada/story-teller "Tell the first story" README.md "$(sample_card)" \
    config.json '{"model_type":"llama","hidden_size":64,"num_hidden_layers":5}'
  create_model "$ADA" unfinished true
  commit_files "$ADA" ada/unfinished "Keep this to myself for now" README.md "# Not yet"
}

serve_sample() {
  open_hub "${1:-7070}"
  fill_hub
  cat << TEXT

A hub to play with, gone when you stop it (Ctrl-C):
  address   $HUB
  admin     $ADMIN
  ada       $ADA   (owns ada/story-teller, and ada/unfinished, which is private)
  bob       $BOB

  curl -L $HUB/ada/story-teller/resolve/main/config.json
  curl -H "Authorization: Bearer $ADA" $HUB/api/models/ada/unfinished
TEXT
  wait "$hub_process"
}

# Says what was tried and whether the answer was the expected one.
expect() {
  local wanted=$1 deed=$2
  if [ "$STATUS" = "$wanted" ]; then
    printf '  ok    %-62s %s\n' "$deed" "$STATUS"
  else
    printf '  WRONG %-62s %s, not %s: %s\n' "$deed" "$STATUS" "$wanted" "$(head -c 300 "$hub_folder/answer")"
    tries_failed=1
  fi
}

expect_text() {
  if ! grep -qF -- "$1" "$hub_folder/answer"; then
    printf '  WRONG the answer does not say: %s\n' "$1"
    tries_failed=1
  fi
}

try_sample() {
  local tries_failed=0
  open_hub 0
  fill_hub
  expect 200 "ada commits to her private model"
  ask '' GET /ada/story-teller/resolve/main/config.json
  expect 200 "a stranger downloads a public file"
  expect_text '"hidden_size":64'
  ask '' GET /ada/story-teller/resolve/main/config.json -H 'Range: bytes=2-11'
  expect 206 "a stranger asks for ten bytes of it"
  expect_text model_type
  ask "$BOB" GET '/api/models?search=story'
  expect 200 "bob searches for stories"
  expect_text ada/story-teller
  ask "$BOB" GET /api/models/ada/unfinished
  expect 404 "bob asks for what is private, and learns nothing"
  ask "$BOB" GET /api/models/ada/no-such-model
  expect 404 "bob asks for what does not exist, and gets the same"
  ask "$ADA" GET /api/models/ada/unfinished
  expect 200 "ada sees her own"
  commit_files "$BOB" ada/story-teller "Improve the story" README.md "# Bob's now"
  expect 403 "bob may not write to ada's model"
  commit_files "$ADA" ada/story-teller "Tell another" stories/two.txt "It was a dark and stormy night."
  expect 200 "ada adds a file"
  ask '' GET /api/models/ada/story-teller/tree/main/stories
  expect 200 "the tree shows it"
  expect_text stories/two.txt
  ask hf_wrong GET /api/whoami-v2
  expect 401 "a wrong token is told so"
  ask '' GET /ada/story-teller
  expect 200 "the page of the model"
  expect_text 'one story'
  [ $tries_failed -eq 0 ] || fail "not everything went as it should"
}
