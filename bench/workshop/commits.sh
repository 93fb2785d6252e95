# Commits to and questions about a repository of 10,000 files. Sourced by ./dev.

readonly FOLDERS=100 FILES_PER_FOLDER=100 COMMITS=40 CONNECTIONS=32

bench_commit() {
  local n started
  open_hub 0
  create_model "$ADA" big false
  make_tree
  printf '  10,000 files: the first commit took %s s\n' "$(fill_big)"
  quiet_git init -q --bare -b main "$hub_folder/bare.git"
  quiet_git -C "$hub_folder/work" init -q -b main
  quiet_git -C "$hub_folder/work" add -A
  quiet_git -C "$hub_folder/work" commit -q -m "Add everything"
  quiet_git -C "$hub_folder/work" push -q "$hub_folder/bare.git" HEAD:main
  for ((n = -3; n < COMMITS; n++)); do
    commit_by_git $n
    commit_by_api $n
  done
  print_surroundings
  show git 'git commit && git push, to a bare repository' ms
  show api 'commit through the Hub API, by curl' ms
  show_ratio api git 'hub / git'
  head_often "/ada/big/resolve/main/d7/f7.txt"
  ask_often 'one page of tree' "/api/models/ada/big/tree/main/d7"
}

quiet_git() { git -c user.name=Ada -c user.email=ada@example.org -c gc.auto=0 "$@"; }

make_tree() {
  local d f
  mkdir -p "$hub_folder/work"
  for ((d = 0; d < FOLDERS; d++)); do
    mkdir "$hub_folder/work/d$d"
    for ((f = 0; f < FILES_PER_FOLDER; f++)); do
      printf 'file %d of folder %d, and then the same again and again\n%01100d\n' $f $d $((d * f)) \
        > "$hub_folder/work/d$d/f$f.txt"
    done
  done
}

fill_big() {
  local started
  (cd "$hub_folder/work" && {
    printf '{"key":"header","value":{"summary":"Add everything"}}\n'
    find . -name '*.txt' -printf '%P\0' | xargs -0 awk '
      FNR == 1 {printf "%s{\"key\":\"file\",\"value\":{\"path\":\"%s\",\"encoding\":\"utf-8\",\"content\":\"", end, FILENAME}
      {printf "%s\\n", $0; end = "\"}}\n"}
      END {printf "%s", end}'
  }) > "$hub_folder/commit"
  started=$(date +%s%N)
  ask "$ADA" POST /api/models/ada/big/commit/main -H 'Content-Type: application/x-ndjson' --data-binary "@$hub_folder/commit"
  [ "$STATUS" = 200 ] || fail "the repository was not filled: $(head -c 300 "$hub_folder/answer")"
  since "$started"
}

commit_by_git() {
  local n=$1 started
  printf 'version %d\n' "$n" > "$hub_folder/work/d$(((n + 3) % FOLDERS))/f5.txt"
  quiet_git -C "$hub_folder/work" add -A
  started=$(date +%s%N)
  quiet_git -C "$hub_folder/work" commit -q -m "Version $n"
  quiet_git -C "$hub_folder/work" push -q "$hub_folder/bare.git" HEAD:main
  [ "$n" -lt 0 ] || keep git "$(per "$(since "$started")" 0.001)"
}

commit_by_api() {
  local n=$1 started
  printf '{"key":"header","value":{"summary":"Version %d"}}\n{"key":"file","value":{"path":"d%d/f5.txt","encoding":"utf-8","content":"version %d\\n"}}\n' \
    "$n" $(((n + 3) % FOLDERS)) "$n" > "$hub_folder/commit"
  started=$(date +%s%N)
  ask "$ADA" POST /api/models/ada/big/commit/main -H 'Content-Type: application/x-ndjson' --data-binary "@$hub_folder/commit"
  [ "$n" -lt 0 ] || keep api "$(per "$(since "$started")" 0.001)"
  [ "$STATUS" = 200 ] || fail "a commit was refused: $(head -c 300 "$hub_folder/answer")"
}

# wrk waits for the body that a HEAD's Content-Length speaks of; ab does not.
head_often() {
  ab -q -i -k -c $CONNECTIONS -n 5000 "$HUB$1" > /dev/null
  ab -q -i -k -c $CONNECTIONS -n 10000 "$HUB$1" > "$hub_folder/ab"
  ! grep -q 'Non-2xx' "$hub_folder/ab" || fail "HEAD resolve: $(grep 'Non-2xx' "$hub_folder/ab")"
  printf '  %-44s p50 %s ms, p99 %s ms, %s a second, %d connections\n' 'HEAD resolve of one file' \
    "$(awk '/ 50%/ {print $2}' "$hub_folder/ab")" "$(awk '/ 99%/ {print $2}' "$hub_folder/ab")" \
    "$(awk '/Requests per second/ {print $4}' "$hub_folder/ab")" $CONNECTIONS
}

# Many connections at once, warm; prints what wrk says of the times.
ask_often() {
  local what=$1 path=$2
  shift 2
  wrk -t2 -c$CONNECTIONS -d5s "$@" "$HUB$path" > /dev/null
  wrk -t2 -c$CONNECTIONS -d10s --latency "$@" "$HUB$path" > "$hub_folder/wrk"
  ! grep -q 'Non-2xx' "$hub_folder/wrk" || fail "$what: $(grep 'Non-2xx' "$hub_folder/wrk")"
  printf '  %-44s p50 %s, p99 %s, %s a second, %d connections\n' "$what" "$(awk '/50%/ {print $2}' "$hub_folder/wrk")" \
    "$(awk '/99%/ {print $2}' "$hub_folder/wrk")" "$(awk '/Requests\/sec/ {print $2}' "$hub_folder/wrk")" $CONNECTIONS
}
