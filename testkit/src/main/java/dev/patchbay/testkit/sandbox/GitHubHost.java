package dev.patchbay.testkit.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where one GitHub is: the public one, or one that an enterprise has for itself. Immutable. */
final class GitHubHost {
  private static final String PUBLIC = "github.com";
  private static final String RESIDENCY = ".ghe.com";

  private final String web;
  private final String api;
  private final UrlPattern token;

  private GitHubHost(String web, String api) {
    this.web = web;
    this.api = api;
    this.token = UrlPattern.of(tokenUrl());
  }

  static GitHubHost everyones() {
    return named(PUBLIC);
  }

  /** The public one and those with data residency have their API beside them, servers below. */
  static GitHubHost named(String host) {
    String web = "https://" + HostName.checked(host);
    boolean beside = host.equals(PUBLIC) || host.endsWith(RESIDENCY);
    return new GitHubHost(web, beside ? "https://api." + host : web + "/api/v3");
  }

  String issuer() {
    return web + "/login/oauth";
  }

  /** The page of a user. */
  String profileUrl(String login) {
    return web + "/" + login;
  }

  /** The client that the URL of a revocation names. */
  Optional<String> findClientId(URI url) {
    return token.find("client_id", url);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", issuer() + "/authorize", Endpoint.AUTHORIZE),
        Route.of("POST", issuer() + "/access_token", Endpoint.TOKEN),
        Route.of("GET", api + "/user", Endpoint.IDENTITY),
        Route.of("GET", api + "/user/emails", Endpoint.EMAILS),
        Route.of("DELETE", tokenUrl(), Endpoint.REVOKE));
  }

  private String tokenUrl() {
    return api + "/applications/{client_id}/token";
  }
}
