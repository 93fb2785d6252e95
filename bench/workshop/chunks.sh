# What chunks cost and save beside whole files, on one hub and one disk, sent by the JavaScript client. Sourced by ./dev.

# How large the file is that goes in and out, the file that has versions, and how many of them there are.
readonly INGEST_MB=${INGEST_MB:-1024} VERSION_MB=${VERSION_MB:-256} VERSIONS=${VERSIONS:-10}

bench_chunks() {
  open_hub 0
  print_surroundings
  bench_ingest
  bench_bridge
  bench_versions
}

# The client's work, in acceptance/clients.
chunks_client() {
  (cd acceptance/clients && HUB=$HUB ADMIN=$ADMIN ADA=$ADA BOB=$BOB node chunks-bench.mjs "$@") > "$hub_folder/client" 2>&1 ||
    fail "the client: $(tail -n 5 "$hub_folder/client")"
}

# A whole file by Xet and by git-lfs, taking turns, each into a repository of its own and each time another file: from the file
# on the disk to the commit. By Xet it is Python's client that sends it where there is one.
bench_ingest() {
  local round way before begin file
  for ((round = 0; round < ROUNDS; round++)); do
    for way in xet lfs; do
      file=$hub_folder/weights.$way
      rm -f "$file"
      noise_file "$file" "$way$round"
      create_model "$ADA" "ada/in-$way-$round" false
      [ $way = xet ] || prepare_clone "in-lfs-$round" "$file"
      before=$(cpu_seconds "$hub_process")
      begin=$(date +%s%N)
      "send_by_$way" "in-$way-$round" "$file"
      keep "in.$way" "$(per "$INGEST_MB" "$(since "$begin")")"
      keep "in.$way.cpu" "$(per "$(minus "$(cpu_seconds "$hub_process")" "$before")" "$(per "$INGEST_MB" 1024)")"
    done
  done
  show in.xet 'upload by Xet, client included' MiB/s
  show in.lfs 'upload by git-lfs, client included' MiB/s
  show_ratio in.xet in.lfs 'Xet / LFS, throughput'
  show in.xet.cpu 'CPU of the hub, Xet' 's/GiB'
  show in.lfs.cpu 'CPU of the hub, LFS' 's/GiB'
}

send_by_xet() {
  local python=acceptance/clients/python/.venv/bin/python
  if [ ! -x "$python" ]; then
    chunks_client ingest "$1" "$2"
    return
  fi
  HF_ENDPOINT=$HUB HF_TOKEN=$ADA HF_HOME=$hub_folder/hf "$python" - "$1" "$2" > "$hub_folder/client" 2>&1 << 'TEXT' ||
import sys
from huggingface_hub import HfApi
HfApi().upload_file(path_or_fileobj=sys.argv[2], path_in_repo="weights.safetensors", repo_id=f"ada/{sys.argv[1]}")
TEXT
    fail "the client: $(tail -n 5 "$hub_folder/client")"
}

prepare_clone() {
  rm -rf "$hub_folder/clone"
  git clone -q "http://ada:$ADA@${HUB#http://}/ada/$1" "$hub_folder/clone"
  git -C "$hub_folder/clone" lfs install --local > "$hub_folder/client"
  ln "$2" "$hub_folder/clone/weights.safetensors"
}

send_by_lfs() {
  (cd "$hub_folder/clone" && git add weights.safetensors &&
    git -c user.name=ada -c user.email=ada@example.com commit -qm 'Add weights' &&
    git push -q origin HEAD:main) > "$hub_folder/client" 2>&1 || fail "git: $(tail -n 5 "$hub_folder/client")"
}

# The last file of either way, by plain GET, once the one that came whole is cut and cutting is no longer in the way.
bench_bridge() {
  local round way address before
  for ((round = 0; round < ROUNDS; round++)); do
    until curl -sS -I -H "Authorization: Bearer $ADA" "$HUB/ada/in-lfs-$round/resolve/main/weights.safetensors" |
      grep -qi '^x-xet-hash'; do sleep 1; done
  done
  for ((round = -1; round < ROUNDS; round++)); do
    for way in xet lfs; do
      address=$HUB/ada/in-$way-$((ROUNDS - 1))/resolve/main/weights.safetensors
      if [ $round -lt 0 ]; then
        curl -sS -f -L "$address" | cmp - "$hub_folder/weights.$way" || fail "what came by $way is another file"
        continue
      fi
      before=$(cpu_seconds "$hub_process")
      curl -sS -f -L -o /dev/null -w '%{speed_download}' "$address" > "$hub_folder/speed"
      keep "out.$way" "$(per "$(cat "$hub_folder/speed")" 1048576)"
      keep "out.$way.cpu" "$(per "$(minus "$(cpu_seconds "$hub_process")" "$before")" "$(per "$INGEST_MB" 1024)")"
    done
  done
  show out.xet 'plain GET of a file that came by Xet' MiB/s
  show out.lfs 'plain GET of a file that came by git-lfs' MiB/s
  show_ratio out.xet out.lfs 'Xet / LFS, throughput; goal 0.7'
  show out.xet.cpu 'CPU of the hub, Xet' 's/GiB'
  show out.lfs.cpu 'CPU of the hub, LFS' 's/GiB'
}

# What the store has after versions of one file, of which some tensors change each time: once the last of those that came
# whole is cut, and the own bytes of those that chunks make have had their ten minutes and are gone.
bench_versions() {
  local share way last
  for share in 1 10 100; do
    for way in xet lfs; do
      last=versions-$way-$share
      chunks_client versions "$last" "$way" "$share" "$VERSIONS" "$VERSION_MB"
      sed -n 's/^figures //p' "$hub_folder/client" | cut -d' ' -f1,2 > "$hub_folder/sent.$way.$share"
    done
  done
  until curl -sS -I -H "Authorization: Bearer $ADA" "$HUB/ada/$last/resolve/main/weights.safetensors" |
    grep -qi '^x-xet-hash'; do sleep 1; done
  sleep 700
  printf '  %d versions of %d MB, of which each changes so many of 64 tensors:\n' "$VERSIONS" "$VERSION_MB"
  for share in 1 10 100; do
    for way in xet lfs; do print_stored "$way" "$share"; done
    show_ratio "stored.lfs.$share" "stored.xet.$share" "$share %: kept by LFS / kept by Xet"
  done
  printf '  the folder of blobs: %s MiB\n' "$(du -sBM "$hub_folder/data/blobs" | cut -dM -f1)"
}

print_stored() {
  local way=$1 share=$2 stored
  ask "$ADA" GET "/api/models/ada/versions-$way-$share/storage"
  stored=$(sed -n 's/.*"storedBytes":\([0-9]*\).*/\1/p' "$hub_folder/answer")
  keep "stored.$way.$share" "$stored"
  awk -v way="$way" -v stored="$stored" \
    '{printf "    %2d tensors by %s   sent %7.1f MiB   kept %7.1f MiB\n", $1, way, $2 / 1048576, stored / 1048576}' \
    "$hub_folder/sent.$way.$share"
}

# Weights that are noise which no other is like: one tensor of bytes behind its header.
noise_file() {
  local bytes=$((INGEST_MB * 1048576 - 128)) header
  header=$(printf '{"noise":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]}}' "$bytes" "$bytes")
  {
    printf '\x78\0\0\0\0\0\0\0%-120s' "$header"
    head -c "$bytes" /dev/zero |
      openssl enc -aes-128-ctr -K "$(printf '%s' "$2" | sha256sum | cut -c1-32)" -iv 0 2> /dev/null
  } > "$1"
}
