package dev.patchbay.testkit.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where one PostHog is: in a region of its cloud, or wherever its owner runs it. Immutable. */
final class PostHogHost {
  private final String name;

  private PostHogHost(String name) {
    this.name = name;
  }

  static PostHogHost of(PostHogRegion region) {
    return new PostHogHost(region.host());
  }

  static PostHogHost named(String host) {
    return new PostHogHost(HostName.checked(host));
  }

  /** All that the cloud has, of which one only knows a client. */
  static List<PostHogHost> cloud() {
    return Arrays.stream(PostHogRegion.values()).map(PostHogHost::of).toList();
  }

  String baseUrl() {
    return "https://" + name;
  }

  boolean serves(RecordedRequest request) {
    return name.equals(request.url().getRawAuthority());
  }

  /** Everything that it answers; a URL without its last slash is redirected. */
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
}
