package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Account;
import dev.patchbay.model.Revocation;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A provider with all its hooks, at other URLs. */
final class RelocatedProvider implements IntegrationProvider {
  private final IntegrationProvider real;
  private final UnaryOperator<String> change;

  RelocatedProvider(IntegrationProvider real, UnaryOperator<String> change) {
    this.real = real;
    this.change = change;
  }

  @Override
  public IntegrationDefinition definition() {
    return real.definition().withUrls(change);
  }

  @Override
  public Account identify(IdentifyRequest request) {
    return real.identify(request);
  }

  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    return real.readTokenReply(request);
  }

  @Override
  public FailureClass classifyFailure(FailureRequest request) {
    return real.classifyFailure(request);
  }

  @Override
  public Revocation revoke(RevokeRequest request) {
    return real.revoke(request);
  }
}
