package dev.patchbay.testkit.providers;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Dialect;
import dev.patchbay.testkit.sandbox.Dialects;
import dev.patchbay.testkit.sandbox.Rotation;
import dev.patchbay.testkit.sandbox.StandardDialect;
import java.util.Optional;

/**
 * The contract of a provider, as tests. Extend it in the tests of the provider's module:
 *
 * <pre>{@code
 * class AcmeContractTest extends ProviderContract {
 *   @Override
 *   protected IntegrationProvider provider() {
 *     return new AcmeProvider();
 *   }
 * }
 * }</pre>
 *
 * <p>Each test runs against a sandbox of its own on loopback; nothing leaves the machine. What the
 * definition does not declare is not asked for: a claim about OAuth says nothing where there is no
 * OAuth. A test is aborted only where another one fails.
 */
public abstract class ProviderContract extends DiscoveryContract {

  /** For contracts of providers. */
  protected ProviderContract() {}

  /**
   * Makes the provider under test, as {@code ServiceLoader} would.
   *
   * @return a provider, a new one or the same each time
   */
  @Override
  protected abstract IntegrationProvider provider();

  /**
   * Says how the registered app looks, where the service knows more than one kind.
   *
   * @return a client that the sandbox is to accept; empty for one of the dialect's making, which is
   *     the default
   */
  @Override
  protected Optional<OAuthClient> client() {
    return Optional.empty();
  }

  /**
   * Says how the service speaks. By default as the built-in dialect for the provider's id, or, if
   * there is none, as the definition describes the service.
   *
   * @return a dialect for the provider's id
   */
  @Override
  protected Dialect dialect() {
    return Dialects.builtIn(definition().id()).orElseGet(() -> standard(definition()));
  }

  private static Dialect standard(IntegrationDefinition definition) {
    StandardDialect dialect = StandardDialect.of(definition);
    return definition
        .oauth2()
        .map(OAuth2::refresh)
        .map(rules -> dialect.withRotation(rotation(rules)))
        .orElse(dialect);
  }

  private static Rotation rotation(RefreshRules rules) {
    if (rules.rotation() == RefreshRotation.KEPT) {
      return Rotation.none();
    }
    if (rules.endsAccessToken()) {
      return Rotation.strictWithAccess();
    }
    return rules.replayWindow().map(Rotation::replay).orElseGet(Rotation::strict);
  }
}
