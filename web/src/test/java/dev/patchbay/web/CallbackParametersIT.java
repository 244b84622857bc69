package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A callback whose parameters are not exactly those of one answer is none. */
class CallbackParametersIT {
  private static final List<String> NAMES = List.of("code", "state", "iss", "error");

  @ParameterizedTest
  @EnumSource
  void doubledEmptiedAndMixedParametersAreRefused(Container container) throws Exception {
    try (Host host = Host.start(HostSettings.in(container))) {
      int cases = 0;
      for (String first : NAMES) {
        for (String second : NAMES) {
          for (Spoiling spoiling : Spoiling.values()) {
            check(PendingSession.begin(host), spoiling, List.of(first, second));
            cases++;
          }
        }
      }
      assertThat(cases).isGreaterThanOrEqualTo(64);
      assertThat(host.service.count(Endpoint.TOKEN)).isZero();
    }
  }

  private static void check(PendingSession session, Spoiling spoiling, List<String> pair)
      throws Exception {
    String query = spoiling.query(session, pair.get(0), pair.get(1));
    HttpResponse<String> page = session.arrive(query);
    SessionStatus expected =
        isErrorOfTheSession(query, session.state()) ? SessionStatus.FAILED : SessionStatus.PENDING;
    assertThat(page.statusCode()).as(query).isEqualTo(400);
    assertThat(session.status()).as(query).isEqualTo(expected);
  }

  /** Says by itself whether a query is an answer with an error: each parameter once, no code. */
  private static boolean isErrorOfTheSession(String query, String state) {
    List<String> pairs = List.of(query.split("&"));
    List<String> names = pairs.stream().map(pair -> pair.replaceAll("=.*", "")).toList();
    return pairs.contains("state=" + state)
        && names.contains("error")
        && !names.contains("code")
        && names.stream().distinct().count() == names.size()
        && pairs.stream().noneMatch(pair -> pair.endsWith("="));
  }

  /** What is done to two of the parameters. */
  private enum Spoiling {
    BOTH_DOUBLED {
      @Override
      Stream<String> apply(String first, String second) {
        return Stream.of(first, first, second, second);
      }
    },
    DOUBLED_AND_CHANGED {
      @Override
      Stream<String> apply(String first, String second) {
        return Stream.of(first, first + "x", second);
      }
    },
    BOTH_EMPTIED {
      @Override
      Stream<String> apply(String first, String second) {
        return Stream.of(bare(first), bare(second));
      }
    },
    EMPTY_AND_FULL {
      @Override
      Stream<String> apply(String first, String second) {
        return Stream.of(bare(first), first, second);
      }
    },
    ALONE {
      @Override
      Stream<String> apply(String first, String second) {
        return Stream.of(first, second).distinct();
      }
    },
    MIXED {
      @Override
      Stream<String> apply(String first, String second) {
        String value = second.substring(second.indexOf('=') + 1);
        return Stream.of(bare(first) + value, second, "code=a", "error=access_denied");
      }
    };

    abstract Stream<String> apply(String first, String second);

    String query(PendingSession session, String first, String second) {
      List<String> pairs = new ArrayList<>();
      // All but the pair, so that it is the pair that spoils the query.
      if (this != ALONE && !first.equals("state") && !second.equals("state")) {
        pairs.add(value(session, "state"));
      }
      apply(value(session, first), value(session, second)).forEach(pairs::add);
      if (isGood(pairs)) {
        pairs.add("iss=");
      }
      return String.join("&", pairs);
    }

    /** Whether it would be an answer with a code, as the service gives it. */
    private static boolean isGood(List<String> pairs) {
      return pairs.stream().filter(pair -> pair.startsWith("code=")).count() == 1
          && pairs.stream().filter(pair -> pair.startsWith("state=")).count() == 1
          && pairs.stream().noneMatch(pair -> pair.startsWith("error="));
    }

    private static String value(PendingSession session, String name) {
      return name + "=" + (name.equals("state") ? session.state() : "invalid_" + name);
    }

    private static String bare(String pair) {
      return pair.substring(0, pair.indexOf('=') + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void forgedErrorsEndNoSession(Container container) throws Exception {
    Random random = new Random(25);
    try (Host host = Host.start(HostSettings.in(container))) {
      List<PendingSession> sessions = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        sessions.add(PendingSession.begin(host));
      }
      for (int i = 0; i < 1_000; i++) {
        PendingSession session = sessions.get(i % 10);
        int status = session.arrive(forged(random, session)).statusCode();
        assertThat(status).isEqualTo(400);
      }
      assertThat(sessions).allMatch(session -> session.status() == SessionStatus.PENDING);
      for (PendingSession session : sessions) {
        assertThat(session.finish().statusCode()).isEqualTo(200);
        assertThat(session.status()).isEqualTo(SessionStatus.COMPLETE);
      }
      assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(10);
    }
  }

  /** An error of somebody who does not know the state, but knows much about it. */
  private static String forged(Random random, PendingSession session) {
    String state = session.state();
    int at = random.nextInt(state.length());
    char other = state.charAt(at) == 'A' ? 'B' : 'A';
    String near = state.substring(0, at) + other + state.substring(at + 1);
    List<String> states =
        List.of("", "&state=", "&state=" + near, "&state=" + session.id(), "&state=" + state + "A");
    List<String> errors = List.of("access_denied", "server_error", "temporarily_unavailable", "x");
    return "error=" + errors.get(random.nextInt(4)) + states.get(random.nextInt(5));
  }
}
