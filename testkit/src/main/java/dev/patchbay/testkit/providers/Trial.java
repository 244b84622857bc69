package dev.patchbay.testkit.providers;

import dev.patchbay.error.IntegrationException;
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
  private final List<IntegrationException> failures = new ArrayList<>();

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

  /** What the engine made of it. */
  List<IntegrationException> failures() {
    return List.copyOf(failures);
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
      attempt(() -> TokenAnswerContract.exchange(bench, fault));
      attempt(() -> TokenAnswerContract.refresh(bench, kept, fault));
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
    identify();
    bench.service.signIn(nameless());
    identify();
    for (Fault fault : faults) {
      bench.service.script(Endpoint.IDENTITY, fault);
      identify();
    }
  }

  private static SandboxAccount nameless() {
    return SandboxAccount.builder("700000", "nameless").emailHidden().build();
  }

  private void identify() {
    if (bench.definition.oauth2().isPresent()) {
      grants().forEach(grant -> attempt(() -> bench.lab.identify(grant)));
    } else {
      attempt(() -> bench.create(bench.credential()));
    }
  }

  private void revoke(List<Fault> faults) {
    for (Fault fault : faults) {
      bench.service.script(Endpoint.REVOKE, fault);
      grants().forEach(grant -> attempt(() -> bench.lab.revoke(grant)));
    }
    grants().forEach(grant -> attempt(() -> bench.lab.revoke(grant)));
  }

  private List<TokenGrant> grants() {
    if (bench.definition.oauth2().isEmpty()) {
      return List.of();
    }
    try {
      return bench.obtain() instanceof TokenAnswer.Granted granted
          ? List.of(granted.primary())
          : List.of();
    } catch (RuntimeException | AssertionError noTokens) {
      return List.of(); // which another test shows
    }
  }

  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (IntegrationException failure) {
      failures.add(failure);
    }
  }
}
