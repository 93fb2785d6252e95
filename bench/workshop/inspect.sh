# How fast files are looked into, and how long others wait for a large push because of it. Sourced by ./dev.

# How large the pickle is that has much to follow, and the archive of tensors that is pushed.
readonly PICKLE_MB=${PICKLE_MB:-32} PUSH_MB=${PUSH_MB:-2048}

bench_inspect() {
  open_hub 0
  print_surroundings
  bench_pickle
  bench_push
}

# A pickle of small things, each of which is an instruction or two, beside its SHA-256; without the start of Java.
bench_pickle() {
  local round pickle=$hub_folder/small-things.pkl
  python3 - "$pickle" "$PICKLE_MB" << 'TEXT'
import pickle, random, sys
seed = random.Random(7)
with open(sys.argv[1], "wb") as out:
    while out.tell() < int(sys.argv[2]) << 20:
        rows = [{"token": f"w{seed.randrange(1 << 30)}", "count": seed.randrange(1 << 40), "weight": seed.random()}
                for _ in range(20_000)]
        pickle.dump(rows, out, protocol=4)
TEXT
  printf 'x' > "$hub_folder/nothing.txt"
  for ((round = 0; round < ROUNDS; round++)); do
    keep scan "$(per "$PICKLE_MB" "$(minus "$(seconds_of ./plimsoll model scan "$pickle")" \
      "$(seconds_of ./plimsoll model scan "$hub_folder/nothing.txt")")")"
    keep digest "$(per "$PICKLE_MB" "$(seconds_of openssl dgst -sha256 "$pickle")")"
  done
  ./plimsoll model scan "$pickle" | head -n 3
  show scan 'a pickle of small things, followed' MiB/s
  show digest 'its SHA-256 by openssl' MiB/s
  show_ratio scan digest 'followed / SHA-256'
}

# The processor time of a command, in seconds.
seconds_of() {
  local TIMEFORMAT='%U %S'
  { time "$@" > "$hub_folder/said" 2>&1; } 2>&1 | awk '{print $1 + $2}'
}

# An archive as torch writes it, with the names of its storages in a pickle: from the commit to the first other account
# that gets its bytes, beside reading it once for its SHA-256.
bench_push() {
  local round file=$hub_folder/pytorch_model.bin oid size begin
  create_model "$ADA" inspected false
  for ((round = 0; round < ROUNDS; round++)); do
    rm -f "$file"
    python3 - "$file" "$PUSH_MB" "$round" << 'TEXT'
import io, pickle, random, sys, zipfile
from collections import OrderedDict

path, size, seed = sys.argv[1], int(sys.argv[2]) << 20, int(sys.argv[3])
each, noise = 64 << 20, random.Random(seed)

class Writer(pickle.Pickler):
    def persistent_id(self, thing):
        return ("storage", "cpu", thing[1], "cpu", each // 4) if isinstance(thing, tuple) and thing[:1] == ("s",) else None

with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
    names = [str(i) for i in range(size // each)]
    text = io.BytesIO()
    Writer(text, protocol=2).dump(OrderedDict((f"layer.{name}", ("s", name)) for name in names))
    archive.writestr("archive/data.pkl", text.getvalue())
    for name in names:
        archive.writestr(f"archive/data/{name}", noise.randbytes(each))
TEXT
    begin=$(date +%s%N)
    oid=$(openssl dgst -sha256 -r "$file" | cut -d' ' -f1)
    keep hash "$(since "$begin")"
    size=$(stat -c %s "$file")
    offer_file ada/inspected "$oid" "$size"
    curl -sS -f -o /dev/null -T "$file" "$HREF"
    begin=$(date +%s%N)
    commit_large ada/inspected pytorch_model.bin "$oid" "$size"
    keep commit "$(since "$begin")"
    until [ "$(curl -sS -o /dev/null -w '%{http_code}' -L -r 0-99 -H "Authorization: Bearer $BOB" \
      "$HUB/ada/inspected/resolve/main/pytorch_model.bin" | cut -c1-2)" = 20 ] && bob_sees "$oid"; do sleep 0.05; done
    keep wait "$(since "$begin")"
  done
  show commit 'the commit itself' s
  show wait 'until another account has the new file' s
  show hash 'its SHA-256 by openssl' s
  show_ratio wait hash 'wait / SHA-256'
}

bob_sees() {
  curl -sS -I -H "Authorization: Bearer $BOB" "$HUB/ada/inspected/resolve/main/pytorch_model.bin" | grep -qi "$1"
}
