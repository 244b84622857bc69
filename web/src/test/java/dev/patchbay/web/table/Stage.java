package dev.patchbay.web.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.model.Scopes;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import dev.patchbay.web.host.Host;
import java.net.URI;
import java.util.function.BiConsumer;

/** A host with somebody who watches every exchange with it, and with what rows need there. */
public final class Stage {
  public static final String SESSIONS = "/oauth/sessions";
  public static final String OURS = "/workspaces/ws_ours/connections";
  public static final String OTHERS = "/workspaces/ws_others/connections";

  public final Host host;
  public final RawClient client;
  public final SettableClock clock;
  private final BiConsumer<Ask, Answer> watcher;

  public Stage(Host host, SettableClock clock, BiConsumer<Ask, Answer> watcher) {
    this.host = host;
    this.clock = clock;
    this.client = new RawClient(host.client.url(""));
    this.watcher = watcher;
  }

  public Answer send(Ask ask) {
    Answer answer = client.send(ask);
    watcher.accept(ask, answer);
    return answer;
  }

  /** {@return what a request of the organisation is answered, which must be well} */
  public JsonNode data(Ask ask) {
    Answer answer = send(ask.withKey(host.organisation));
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          ask + " was answered with " + answer.status() + " " + answer.json().path("code"));
    }
    return answer.data();
  }

  /** {@return a new session, as it was answered} */
  public JsonNode session(String body) {
    return data(Ask.post(SESSIONS, body));
  }

  public JsonNode session() {
    return session("{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\"}");
  }

  public static String path(JsonNode session) {
    return SESSIONS + "/" + session.path("session_id").textValue();
  }

  /** {@return the arrival of the browser whose user approves} */
  public Ask approval(JsonNode session) {
    return arrival(host.user.approve(url(session)));
  }

  public Ask denial(JsonNode session) {
    return arrival(host.user.deny(url(session)));
  }

  private static URI url(JsonNode session) {
    return URI.create(session.path("authorize_url").textValue());
  }

  private Ask arrival(URI url) {
    String base = host.client.url("").toString();
    return Ask.get(url.toString().substring(base.length()));
  }

  /** {@return a token that the service takes, of an account of this number} */
  public String token(int account) {
    signIn(account);
    return host.service.issueToken(Scopes.of("read"));
  }

  /** {@return the path of a new connection that its user authorised} */
  public String authorized(int account) {
    signIn(account);
    JsonNode session = session();
    send(approval(session));
    return OURS + "/" + data(Ask.get(path(session))).path("connection_id").textValue();
  }

  private void signIn(int account) {
    host.service.signIn(SandboxAccount.builder(String.valueOf(account), "user" + account).build());
  }

  /** {@return the path of a new connection of the organisation} */
  public String connection(String collection, String fields) {
    String body = "{\"integration_type\":\"acme\"," + fields + "}";
    return collection + "/" + data(Ask.post(collection, body)).path("external_id").textValue();
  }

  public String connection(String collection, int account) {
    return connection(collection, "\"access_token\":\"" + token(account) + "\"");
  }

  public String connectionOf(String member, int account) {
    return connection(
        OURS, "\"access_token\":\"" + token(account) + "\",\"member_id\":\"" + member + "\"");
  }
}
