package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.SettableClock;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.table.Answer;
import dev.patchbay.web.table.AnswerHeaders;
import dev.patchbay.web.table.Ask;
import dev.patchbay.web.table.RouteTable;
import dev.patchbay.web.table.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What guards a browser is on every answer, and no line that a stranger wrote is. */
class HeadersIT {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE");
  private static final List<String> FRAMING = List.of("content-length", "transfer-encoding");

  @ParameterizedTest
  @EnumSource
  void everyAnswerOfTheTableIsGuarded(Container container) throws Exception {
    List<String> problems = new ArrayList<>();

    RouteTable.run(
        container,
        (ask, answer) ->
            AnswerHeaders.problems(answer).forEach(problem -> problems.add(ask + ": " + problem)));

    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRouteAnswersEveryMethodGuarded(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      Stage stage = stage(host);

      List<String> problems =
          Arrays.stream(Endpoint.values())
              .map(HeadersIT::path)
              .distinct()
              .flatMap(path -> METHODS.stream().map(method -> Ask.of(method, path)))
              .flatMap(ask -> Stream.of(ask, ask.withKey(host.ours)))
              .flatMap(ask -> problems(stage, ask))
              .toList();

      assertThat(problems).isEmpty();
    }
  }

  private static Stage stage(Host host) {
    return new Stage(host, SettableClock.at(Instant.EPOCH), (ask, answer) -> {});
  }

  private static String path(Endpoint endpoint) {
    return endpoint.parts().stream()
        .map(part -> Endpoint.isVariable(part) ? "x" : part)
        .collect(Collectors.joining("/", "/", ""));
  }

  private static Stream<String> problems(Stage stage, Ask ask) {
    return AnswerHeaders.problems(stage.send(ask)).stream().map(problem -> ask + ": " + problem);
  }

  @ParameterizedTest
  @EnumSource
  void noTextOfARequestBecomesAHeader(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      Stage stage = stage(host);
      List<String> ofContainer = ofContainer(stage);

      Injection.payloads()
          .flatMap(payload -> Injection.requests(stage, payload))
          .forEach(ask -> requireExact(ask, stage.send(ask), ofContainer));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTextOfAReturnBecomesAHeader(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      Stage stage = stage(host);
      List<String> ofContainer = ofContainer(stage);

      List<Answer> returned =
          Injection.payloads()
              .flatMap(payload -> Injection.returns(stage, payload))
              .map(stage::send)
              .filter(answer -> answer.status() == 201)
              .map(answer -> stage.send(stage.denial(answer.data())))
              .toList();

      assertThat(returned).isNotEmpty();
      returned.forEach(
          answer -> {
            assertThat(answer.status()).isEqualTo(303);
            requireExact(Ask.get("/oauth/callback/acme"), answer, ofContainer);
          });
    }
  }

  /** {@return the names that the container adds of its own} */
  private static List<String> ofContainer(Stage stage) {
    Answer usual = stage.send(Ask.get("/nowhere"));
    List<String> names = new ArrayList<>(names(usual));
    AnswerHeaders.names(usual, List.of()).forEach(names::remove);
    return names;
  }

  private static List<String> names(Answer answer) {
    return answer.names().stream().filter(name -> !FRAMING.contains(name)).toList();
  }

  /** A request that is none is refused by the container, whose answer is its own. */
  private static void requireExact(Ask ask, Answer answer, List<String> ofContainer) {
    assertThat(answer.names()).as("%s", ask).doesNotContain(Injection.NAME);
    assertThat(answer.body()).as("%s", ask).doesNotContain("HTTP/1.1 ");
    if (answer.isOurs()) {
      assertThat(names(answer)).as("%s", ask).isEqualTo(AnswerHeaders.names(answer, ofContainer));
      assertThat(answer.body()).as("%s", ask).doesNotContain(Injection.NAME);
    } else {
      assertThat(answer.status()).as("%s", ask).isIn(0, 400, 505);
    }
  }
}
