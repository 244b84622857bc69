package dev.patchbay.testkit.providers;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls every hook of a provider with whatever a service may have answered. Not thread-safe. */
final class Trial {
  private static final Fault SILENCE = Fault.slow(Duration.ofMinutes(1));
  private static final List<Fault> ANSWERS =
      List.of(
          Fault.json(200, "{}"),
          Fault.json(200, "[]"),
          Fault.json(200, "{\"id\":null,\"user\":[],\"data\":{}}"),
          Fault.json(200, "{\"ok\":false,\"error\":\"kit_error\"}"),
          Fault.json(401, "{\"error\":\"invalid_token\"}"),
          Fault.json(403, "{\"message\":\"Forbidden\"}"),
          Fault.status(404),
          Fault.html(200),
          Fault.html(503),
          Fault.truncated());

  private final Bench bench;
  private final List<Failure> failures = new ArrayList<>();

  private Trial(Bench bench) {
    this.bench = bench;
  }

  /** Runs what is over soon. */
  static Trial run(Bench bench) {
    Trial trial = new Trial(bench);
    trial.readTokens(false);
    trial.identify(ANSWERS);
    trial.revoke(ANSWERS);
    return trial;
  }

  /** Runs what is over when the deadline is, too. */
  static Trial runWithSilence(Bench bench) {
    Trial trial = run(bench);
    trial.readTokens(true);
    trial.identify(List.of(SILENCE));
    trial.revoke(List.of(SILENCE));
    return trial;
  }

  /** What the registry told of it. */
  List<Failure> failures() {
    return Stream.concat(failures.stream(), bench.lab.failures().stream()).toList();
  }

  private void readTokens(boolean silent) {
    Optional<OAuth2> oauth2 = bench.definition.oauth2();
    if (oauth2.isEmpty()) {
      return;
    }
    TokenSetShape set = ContractFixture.primarySet(oauth2.get());
    TokenGrant kept = TokenAnswerContract.keptGrant(set);
    List<Fault> faults = silent ? List.of(SILENCE) : replies(oauth2.get(), set);
    for (Fault fault : faults) {
      bench.lab.exchange(fault);
      bench.lab.refreshWhileSick(kept, fault);
    }
  }

  private static List<Fault> replies(OAuth2 oauth2, TokenSetShape set) {
    Stream<Fault> twelve =
        TwelveAnswers.toExchange(oauth2, set).stream()
            .filter(one -> !one.isSilence())
            .map(TwelveAnswers.Case::fault);
    return Stream.concat(twelve, TokenAnswerContract.tokenless(set).values().stream()).toList();
  }

  private void identify(List<Fault> faults) {
    Optional<Secret> token = token();
    identify(token);
    for (Fault fault : faults) {
      bench.service.script(Endpoint.IDENTITY, fault);
      identify(token);
    }
    bench.service.signIn(nameless());
    identify(token());
  }

  private static SandboxAccount nameless() {
    return SandboxAccount.builder("700000", "nameless").emailHidden().build();
  }

  private void identify(Optional<Secret> token) {
    if (bench.definition.oauth2().isPresent()) {
      token.ifPresent(bench.lab::identify);
    } else {
      attempt(() -> bench.create(bench.credential()));
    }
  }

  private Optional<Secret> token() {
    return connection()
        .map(it -> bench.integrations().connections().credentials(Bench.WORKSPACE, it.id()))
        .map(Credentials::accessToken);
  }

  private void revoke(List<Fault> faults) {
    for (Fault fault : faults) {
      bench.service.script(Endpoint.REVOKE, fault);
      connection().ifPresent(bench::revoke);
    }
    connection().ifPresent(bench::revoke);
  }

  private Optional<Connection> connection() {
    if (bench.definition.oauth2().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(bench.lab.connect());
    } catch (RuntimeException | AssertionError noTokens) {
      return Optional.empty(); // which another test shows
    }
  }

  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (IntegrationException failure) {
      failures.add(Failure.of(failure));
    }
  }

  /** What a host was told: a code, and everything that may be shown of it. */
  record Failure(String code, String text) {
    static Failure of(IntegrationException failure) {
      return new Failure(failure.code().wireValue(), LogCapture.trace(failure));
    }

    static Failure of(SessionFailure failure) {
      String said =
          failure.serviceError().orElse("") + ' ' + failure.serviceDescription().orElse("");
      return new Failure(failure.code(), failure + " " + said);
    }
  }
}
