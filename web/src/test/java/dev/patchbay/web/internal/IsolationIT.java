package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.table.Answer;
import dev.patchbay.web.table.Ask;
import dev.patchbay.web.table.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a key may not see is answered, byte by byte, like what does not exist; on every route. */
class IsolationIT {
  private static final String NOBODYS = "/workspaces/ws_nobody/connections";
  private static final String OTHERS = "/workspaces/ws_others/connections";
  private static final String NO_SESSION = Stage.SESSIONS + "/sess_" + "x".repeat(43);
  private static final String NO_CONNECTION = "conn_" + "x".repeat(43);

  @ParameterizedTest
  @EnumSource
  void whatAKeyMayNotSeeIsAnsweredLikeWhatDoesNotExist(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      Stage stage = new Stage(host, SettableClock.at(Instant.EPOCH), (ask, answer) -> {});
      Hidden hidden = Hidden.on(stage);
      List<String> before = hidden.state();

      Arrays.stream(Endpoint.values())
          .flatMap(endpoint -> attempts(endpoint, hidden))
          .forEach(attempt -> compare(hidden, attempt));

      assertThat(hidden.state()).isEqualTo(before);
    }
  }

  /** What those who may see it have just read may be at hand, but not for others. */
  private static void compare(Hidden hidden, Attempt attempt) {
    Stage stage = hidden.stage();
    hidden.read(hidden.session(), hidden.sharedSession());
    Answer foreign = stage.send(attempt.foreign());
    Answer missing = stage.send(attempt.missing());
    assertThat(foreign.status()).as("%s", attempt).isEqualTo(404);
    assertThat(told(foreign)).as("%s", attempt).isEqualTo(told(missing));
  }

  private static List<String> told(Answer answer) {
    String id = answer.header("x-request-id").orElseThrow();
    Stream<String> headers =
        answer.headers().stream()
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("date:"))
            .map(line -> line.replace(id, ""));
    return Stream.concat(
            Stream.of(String.valueOf(answer.status()), answer.body().replace(id, "")), headers)
        .toList();
  }

  /** Has a case for every route, so that a new one does not compile before it is thought of. */
  private static Stream<Attempt> attempts(Endpoint endpoint, Hidden hidden) {
    Host host = hidden.stage().host;
    return switch (endpoint) {
      case CREATE_SESSION -> creations(hidden);
      case READ_SESSION ->
          Stream.of(
              Attempt.of(Ask.get(hidden.session()), Ask.get(NO_SESSION), host.others),
              Attempt.of(Ask.get(hidden.sharedSession()), Ask.get(NO_SESSION), host.others),
              Attempt.of(Ask.get(hidden.session()), Ask.get(NO_SESSION), host.bob),
              Attempt.of(Ask.get(hidden.ended()), Ask.get(NO_SESSION), host.others));
      case CREATE_CONNECTION ->
          Stream.of(hidden.credential(), "{\"integration_type\":\"acme\"}", "{}", "no JSON")
              .map(body -> Attempt.of(post(Stage.OURS, body), post(NOBODYS, body), host.others));
      case LIST_CONNECTIONS ->
          Stream.of("", "?limit=1", "?member_id=alice", "?nope=1", "?limit=x")
              .map(
                  query ->
                      Attempt.of(
                          Ask.get(Stage.OURS + query), Ask.get(NOBODYS + query), host.others));
      case READ_CONNECTION -> paths(hidden, "GET", "");
      case DELETE_CONNECTION ->
          Stream.of("", "?revoke=true").flatMap(query -> paths(hidden, "DELETE", query));
      // They are nobody's: what they show depends on no workspace.
      case CALLBACK, CALLBACK_OF, CATALOGUE, HEALTH -> Stream.of();
    };
  }

  private static Ask post(String path, String body) {
    return Ask.post(path, body);
  }

  private static Stream<Attempt> creations(Hidden hidden) {
    Host host = hidden.stage().host;
    return Stream.of(
        Attempt.of(
            creation("workspace_id", "ws_ours"),
            creation("workspace_id", "ws_nobody"),
            host.others),
        Attempt.of(again(hidden.shared()), again(NO_CONNECTION), host.others),
        Attempt.of(again(hidden.ofAlice()), again(NO_CONNECTION), host.others),
        Attempt.of(again(hidden.ofAlice()), again(NO_CONNECTION), host.bob),
        Attempt.of(again(hidden.ofAlice()), again(NO_CONNECTION), host.ours));
  }

  private static Ask again(String id) {
    return creation("connection_id", id);
  }

  private static Ask creation(String field, String value) {
    return post(
        Stage.SESSIONS, "{\"integration_type\":\"acme\",\"" + field + "\":\"" + value + "\"}");
  }

  /** By the workspace that is not seen, by the key's own, and within one workspace. */
  private static Stream<Attempt> paths(Hidden hidden, String method, String query) {
    Host host = hidden.stage().host;
    Ask none = Ask.of(method, NOBODYS + "/" + NO_CONNECTION + query);
    Ask noneOfOthers = Ask.of(method, OTHERS + "/" + NO_CONNECTION + query);
    Ask noneOfOurs = Ask.of(method, Stage.OURS + "/" + NO_CONNECTION + query);
    Ask ofAlice = Ask.of(method, Stage.OURS + "/" + hidden.ofAlice() + query);
    return Stream.of(
        Attempt.of(Ask.of(method, Stage.OURS + "/" + hidden.shared() + query), none, host.others),
        Attempt.of(ofAlice, none, host.others),
        Attempt.of(
            Ask.of(method, OTHERS + "/" + hidden.shared() + query), noneOfOthers, host.others),
        Attempt.of(ofAlice, noneOfOurs, host.bob),
        Attempt.of(ofAlice, noneOfOurs, host.ours),
        Attempt.of(ofAlice, noneOfOurs, host.reader));
  }

  /** Asks for what the key may not see, and for what is not there. */
  private record Attempt(Ask foreign, Ask missing) {
    static Attempt of(Ask foreign, Ask missing, String key) {
      return new Attempt(foreign.withKey(key), missing.withKey(key));
    }
  }

  /** What is in one workspace: a shared connection, a member's own, a member's sessions. */
  private record Hidden(
      Stage stage,
      String shared,
      String ofAlice,
      String session,
      String sharedSession,
      String ended,
      String credential) {

    static Hidden on(Stage stage) {
      String shared = stage.connection(Stage.OURS, 1).substring(Stage.OURS.length() + 1);
      String ofAlice = stage.connectionOf("alice", 2).substring(Stage.OURS.length() + 1);
      stage.connection(OTHERS, 3);
      String created =
          "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\",\"member_id\":\"alice\"}";
      JsonNode ended = stage.session(created);
      stage.send(stage.denial(ended));
      String credential =
          "{\"integration_type\":\"acme\",\"access_token\":\"" + stage.token(4) + "\"}";
      return new Hidden(
          stage,
          shared,
          ofAlice,
          Stage.path(stage.session(created)),
          Stage.path(stage.session()),
          Stage.path(ended),
          credential);
    }

    /** {@return everything that an organisation sees} */
    List<String> state() {
      return read(Stage.OURS, OTHERS, NOBODYS, session, sharedSession, ended);
    }

    List<String> read(String... paths) {
      return Stream.of(paths)
          .map(path -> Ask.get(path).withKey(stage.host.organisation))
          .map(ask -> stage.send(ask).body())
          .toList();
    }
  }
}
