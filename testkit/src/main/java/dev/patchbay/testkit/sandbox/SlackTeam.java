package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A workspace at Slack.
 *
 * @param id the id that never changes
 * @param name the name for people
 */
record SlackTeam(String id, String name) {

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("name", name);
    return fields;
  }

  String url() {
    String domain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "https://" + domain + ".slack.com/";
  }
}
