package dev.patchbay.stores.jdbc.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node is made of. Immutable.
 *
 * @param jdbcUrl its database
 * @param root what stands before the hosts of its services
 * @param keyset the file with its keys
 * @param deadline how long a call of HTTP may take
 * @param halt where its refreshes halt
 */
record NodeSettings(
    String jdbcUrl, String root, Path keyset, Duration deadline, Optional<KillPoint> halt) {
  private static final String NOWHERE = "-";

  NodeSettings behind(String proxy) {
    return new NodeSettings(jdbcUrl, proxy, keyset, deadline, halt);
  }

  NodeSettings haltedAt(KillPoint point) {
    return new NodeSettings(jdbcUrl, root, keyset, deadline, Optional.of(point));
  }

  NodeSettings patient(Duration longer) {
    return new NodeSettings(jdbcUrl, root, keyset, longer, halt);
  }

  List<String> toWords() {
    return List.of(
        jdbcUrl,
        root,
        keyset.toString(),
        deadline.toString(),
        halt.map(KillPoint::name).orElse(NOWHERE));
  }

  static NodeSettings of(List<String> words) {
    return new NodeSettings(
        words.get(0),
        words.get(1),
        Path.of(words.get(2)),
        Duration.parse(words.get(3)),
        Optional.of(words.get(4)).filter(it -> !it.equals(NOWHERE)).map(KillPoint::valueOf));
  }
}
