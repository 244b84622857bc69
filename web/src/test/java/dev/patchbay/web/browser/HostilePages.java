package dev.patchbay.web.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.IntegrationsBuilder;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.web.host.AcmeProvider;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.PendingSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pages of the callback, each with a payload in one of the places that texts come from. */
public final class HostilePages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Host host;

  public HostilePages(Host host) {
    this.host = host;
  }

  /** Installs an integration of each payload's name. */
  public static IntegrationsBuilder named(IntegrationsBuilder builder) {
    for (int i = 0; i < Payloads.ALL.size(); i++) {
      builder.provider(new AcmeProvider("named" + i, Payloads.ALL.get(i)));
      Secret secret = Secret.of(Canary.secret("client-secret"));
      builder.client("named" + i, OAuthClient.builder("client").clientSecret(secret).build());
    }
    return builder;
  }

  /** {@return the page of an integration whose name is a payload} */
  public String ofName(int number) throws IOException {
    PendingSession session = begin("named" + number, Host.OURS.value());
    return body(
        session.arrive(
            host.client.url(
                "/oauth/callback/named"
                    + number
                    + "?error=access_denied&state="
                    + session.state())));
  }

  /** {@return the page of a workspace whose id is a payload, without what no id may hold} */
  public String ofWorkspace(String payload) throws IOException {
    return body(begin(Host.ACME, workspace(payload)).finish());
  }

  /** {@return an id of a workspace} */
  public static String workspace(String payload) {
    return payload.replace(' ', '/').replaceAll("[^!-~]", "_");
  }

  /** {@return the page for a query that is nothing but a payload} */
  public String ofStrangersQuery(String payload) throws IOException {
    String text = encoded(payload);
    String query =
        "state=%s&code=%s&iss=%s&error_description=%s&error_uri=%s&%s=%s&x=%s".replace("%s", text);
    return body(PendingSession.begin(host).arrive(query));
  }

  /** {@return the page of a denial that is described by a payload} */
  public String ofDenial(String payload) throws IOException {
    PendingSession session = PendingSession.begin(host);
    String text = encoded(payload);
    return body(
        session.arrive(
            "error=access_denied&state=%S&error_description=%s&error_uri=%s&iss=%s&%s=%s"
                .replace("%S", session.state())
                .replace("%s", text)));
  }

  /** {@return the page of an error whose code is a payload} */
  public String ofError(String payload) throws IOException {
    PendingSession session = PendingSession.begin(host);
    return body(session.arrive("error=" + encoded(payload) + "&state=" + session.state()));
  }

  /** {@return the page of an exchange that the service refused with a payload} */
  public String ofTokenEndpoint(String payload) throws IOException {
    String refusal =
        JSON.writeValueAsString(
            Map.of("error", payload, "error_description", payload, "error_uri", payload));
    host.service.script(Endpoint.TOKEN, Fault.json(400, refusal));
    return body(PendingSession.begin(host).finish());
  }

  /** {@return the page of an account whose name is a payload} */
  public String ofAccount(String payload) throws IOException {
    host.service.signIn(SandboxAccount.builder("7", payload).name(payload).email(payload).build());
    return body(PendingSession.begin(host).finish());
  }

  private PendingSession begin(String integrationType, String workspaceId) throws IOException {
    String body =
        JSON.writeValueAsString(
            Map.of("integration_type", integrationType, "workspace_id", workspaceId));
    return PendingSession.of(
        host, host.client.post(PendingSession.SESSIONS, host.organisation, body));
  }

  private static String body(HttpResponse<String> page) {
    if (page.statusCode() >= 500
        || !page.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
      throw new AssertionError(page.statusCode() + " " + page.headers().map());
    }
    return page.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
