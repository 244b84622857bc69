package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workspace at Linear.
 *
 * @param id the id that never changes
 * @param name the name for people
 */
record LinearOrganization(String id, String name) {

  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("name", name);
    fields.put("urlKey", name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    return fields;
  }
}
