package dev.patchbay.testkit.sandbox;

import java.util.List;

/**
 * A place where a service answers.
 *
 * @param method the HTTP method
 * @param url the URL without a query
 * @param endpoint what it is for
 */
record Route(String method, UrlPattern url, Endpoint endpoint) {

  static Route of(String method, String url, Endpoint endpoint) {
    return new Route(method, UrlPattern.of(url), endpoint);
  }

  /** Makes one of each URL. */
  static List<Route> all(String method, List<String> urls, Endpoint endpoint) {
    return urls.stream().map(url -> of(method, url, endpoint)).toList();
  }

  boolean matches(RecordedRequest request) {
    return method.equals(request.method()) && url.matches(request.url());
  }
}
