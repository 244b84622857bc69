package dev.patchbay.testkit.providers;

import dev.patchbay.model.Connection;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.sandbox.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;

/**
 * What the tests of the kit share. A test has one claim; where the way to it is blocked, because
 * another claim does not hold, it is aborted, and the test of that other claim fails.
 */
abstract class ContractFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration HURRY = Duration.ofMillis(600);

  private final List<Bench> benches = new ArrayList<>();
  private @Nullable Bench bench;

  abstract IntegrationProvider provider();

  abstract Optional<OAuthClient> client();

  abstract Dialect dialect();

  @AfterEach
  final void closeBenches() {
    benches.forEach(Bench::close);
    benches.clear();
    bench = null;
  }

  final IntegrationDefinition definition() {
    return provider().definition();
  }

  final Optional<OAuth2> oauth2() {
    return definition().oauth2();
  }

  /** The set of tokens that a connection is known by. */
  static TokenSetShape primarySet(OAuth2 oauth2) {
    return tokenSets(oauth2).get(0);
  }

  /** Every set of tokens that a connection may have. */
  static List<TokenSetShape> tokenSets(OAuth2 oauth2) {
    return oauth2.tokenSets().isEmpty()
        ? List.of(TokenSetShape.builder("default").build())
        : oauth2.tokenSets();
  }

  /** The bench of this test. */
  final Bench bench() {
    if (bench == null) {
      bench = newBench();
    }
    return bench;
  }

  /** One more bench, for what must not meet what another left behind. */
  final Bench newBench() {
    return newBench(PATIENCE);
  }

  /** A bench that waits for answers for a moment only. */
  final Bench hurriedBench() {
    return newBench(HURRY);
  }

  private Bench newBench(Duration deadline) {
    Bench made = Bench.of(provider(), new Bench.Setting(dialect(), client(), deadline));
    benches.add(made);
    return made;
  }

  /** A connection of the user who is signed in, where one can be made at all. */
  final Connection connected() {
    return connected(bench());
  }

  static Connection connected(Bench bench) {
    try {
      return bench.connect();
    } catch (RuntimeException | AssertionError impossible) {
      return Assumptions.abort("No connection could be made, which another test shows");
    }
  }
}
