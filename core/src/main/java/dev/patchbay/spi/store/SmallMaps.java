package dev.patchbay.spi.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep their order and take no more room than they must. */
final class SmallMaps {

  private SmallMaps() {}

  /** Nearly all that are copied have one entry or none, and a map with an order takes much room. */
  static <V> Map<String, V> copyOf(Map<String, V> map) {
    return map.size() <= 1
        ? Map.copyOf(map)
        : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
