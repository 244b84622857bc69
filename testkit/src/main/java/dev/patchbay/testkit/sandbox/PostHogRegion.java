package dev.patchbay.testkit.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

  boolean serves(RecordedRequest request) {
    return host().equals(request.url().getRawAuthority());
  }

  /** Everything that this cloud answers; a URL without its last slash is redirected. */
  Stream<Route> routes() {
    return Stream.of(
            route("GET", "/oauth/authorize/", Endpoint.AUTHORIZE),
            route("POST", "/oauth/token/", Endpoint.TOKEN),
            route("POST", "/oauth/revoke/", Endpoint.REVOKE),
            route("GET", "/oauth/userinfo/", Endpoint.USERINFO),
            route("GET", "/api/users/@me/", Endpoint.IDENTITY),
            route("GET", "/api/personal_api_keys/@current/", Endpoint.KEY_IDENTITY))
        .flatMap(List::stream);
  }

  private List<Route> route(String method, String path, Endpoint endpoint) {
    String url = baseUrl() + path;
    return List.of(
        Route.of(method, url, endpoint),
        Route.of(method, url.substring(0, url.length() - 1), endpoint));
  }

  private String host() {
    return text() + ".posthog.com";
  }
}
