package dev.patchbay.testkit.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** One of PostHog's two clouds. They share no account, no key and no client. */
enum PostHogRegion {
  US,
  EU;

  static PostHogRegion named(String name) {
    return Arrays.stream(values())
        .filter(region -> region.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The region was '" + name + "'; PostHog has 'us' and 'eu' only"));
  }

  /** The name as services and people write it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String baseUrl() {
    return "https://" + host();
  }

  String host() {
    return text() + ".posthog.com";
  }
}
