package dev.patchbay.internal.provider;

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

/** A provider whose every hook throws. */
final class ThrowingProvider implements IntegrationProvider {
  private final HostileThrow thrown;

  ThrowingProvider(HostileThrow thrown) {
    this.thrown = thrown;
  }

  @Override
  public IntegrationDefinition definition() {
    throw thrown.raise();
  }

  @Override
  public Account identify(IdentifyRequest request) {
    throw thrown.raise();
  }

  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    throw thrown.raise();
  }

  @Override
  public FailureClass classifyFailure(FailureRequest request) {
    throw thrown.raise();
  }

  @Override
  public Revocation revoke(RevokeRequest request) {
    throw thrown.raise();
  }
}
