# What Xet costs on one core: names, chunks and xorbs, beside the JDK's SHA-256. Sourced by ./dev.

# First as the hub runs, then with vectors as wide as the machine has them.
bench_xet() {
  local width widths=('')
  [ "$HOSTTYPE" != x86_64 ] || widths=(-XX:UseAVX=2 '')
  mvn_ package -pl app -am -DskipTests
  printf '%s, %s, load %s, commit %s\n' "$(date -u +%F)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "$(cut -d' ' -f1-3 /proc/loadavg)" "$(git rev-parse --short HEAD)"
  for width in "${widths[@]}"; do
    run "$jdk/bin/java" ${width:+"$width"} --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
      -cp "backends/target/test-classes:app/target/lib/*" plimsoll.backends.xet.XetBenchmark
  done
}
