#!/usr/bin/env bash
# Keeps the public API as it is now: writes the baseline that the build compares with. With a state
# such as 0.2 it also compiles the kept provider of that state; see engine-tests/src/test/resources/kept.
set -euo pipefail
cd "$(dirname "$0")/../../.."

root=$PWD
classes=$root/core/target/classes
bin=${JAVA_HOME:+$JAVA_HOME/bin/}

pack() { # jar, folder: the files that are named on standard input, in their order
  (cd "$2" && "${bin}jar" --create --no-manifest --date=2026-01-01T00:00:00Z --file "$1" @/dev/stdin)
  echo "Kept ${1#"$root/"}, $(wc -c <"$1") bytes"
}

mvn -B -q -pl core clean compile

(cd "$classes" && find dev/patchbay -name '*.class' -not -path '*/internal/*' | LC_ALL=C sort) |
  pack "$root/core/src/api/patchbay-core-baseline.jar" "$classes"

if [ $# -gt 0 ]; then
  kept=$root/engine-tests/src/test/resources/kept/acme-provider-spi-$1
  out=$(mktemp -d)
  trap 'rm -r "$out"' EXIT
  cp -r "$kept/META-INF" "$out"
  find "$kept" -name '*.java' -print0 |
    xargs -0 "${bin}javac" --release 17 -proc:none -encoding UTF-8 -cp "$classes" -d "$out"
  (cd "$out" && find -- * -type f | LC_ALL=C sort) | pack "$kept.jar" "$out"
fi
