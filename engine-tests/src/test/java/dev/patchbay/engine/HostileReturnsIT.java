package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Connection;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a hook returns, or if it never does: the engine is told nothing that it believes. */
@NullUnmarked
class HostileReturnsIT {
  private static final int HUGE = 10_000_000;

  @ParameterizedTest(name = "{0}")
  @MethodSource("uselessReplies")
  void replyThatNobodyCanUseConnectsNothing(String what, TokenReply reply) {
    try (TestHost host = TestHost.with(new Reading(request -> Optional.of(reply)))) {
      Session session = host.callback(host.approve(host.begin())).session();

      assertThat(session.failure().map(SessionFailure::code)).contains("token_reply_invalid");
      assertThat(host.connections()).isEmpty();
    }
  }

  static Stream<Arguments> uselessReplies() {
    return Stream.of(
        Arguments.of("no token", reply(grant("default", ""))),
        Arguments.of("a line break", reply(grant("default", "a\r\nX-Injected: b"))),
        Arguments.of("a huge token", reply(grant("default", "a".repeat(HUGE)))),
        Arguments.of("no name", reply(grant("", "a"))),
        Arguments.of("a path as name", reply(grant("../default", "a"))),
        Arguments.of("a huge name", reply(grant("a".repeat(HUGE), "a"))),
        Arguments.of(
            "one name twice",
            TokenReply.builder(grant("default", "a").build())
                .others(grant("default", "b").build())
                .build()),
        Arguments.of(
            "a huge refresh token",
            reply(grant("default", "a").refreshToken(Secret.of("a".repeat(HUGE))))),
        Arguments.of(
            "a refresh token of nothing",
            reply(grant("default", "a").refreshToken(Secret.of("")))));
  }

  @Test
  void variableThatNobodyDeclaredIsLeftOut() {
    Reading reading =
        new Reading(
            request ->
                request
                    .readStandard()
                    .map(
                        reply ->
                            TokenReply.builder(reply.primary())
                                .variable("host", "evil.example")
                                .build()));
    try (TestHost host = TestHost.with(reading)) {
      assertThat(host.connect().variables()).isEmpty();
    }
  }

  @Test
  void classThatIsNoneEndsTheSessionWithACode() {
    try (TestHost host = TestHost.with(new Unclassed())) {
      host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
      Session session = host.callback(host.approve(host.begin())).session();

      assertThat(session.failure().map(SessionFailure::code)).contains("provider_threw");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileRevocations")
  void revocationThatNeverComesToAnEndHasFailed(
      String what, Function<RevokeRequest, Revocation> revocation) {
    try (TestHost host =
        TestHost.with(new Revoking(revocation), builder -> builder.http(TestHost.impatient()))) {
      Connection connection = host.connect();
      DeletionReceipt receipt =
          host.integrations
              .connections()
              .delete(TestHost.WORKSPACE, connection.id(), RevocationMode.AUTO);

      assertThat(receipt.revocation()).isEqualTo(Revocation.FAILED);
      assertThat(host.connections()).isEmpty();
    }
  }

  static Stream<Arguments> hostileRevocations() {
    Function<RevokeRequest, Revocation> none = request -> null;
    Function<RevokeRequest, Revocation> thrown =
        request -> {
          throw new StackOverflowError();
        };
    return Stream.of(
        Arguments.of("null", none),
        Arguments.of("thrown", thrown),
        Arguments.of("never", (Function<RevokeRequest, Revocation>) HostileReturnsIT::never));
  }

  private static Revocation never(RevokeRequest request) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Revocation.REVOKED;
  }

  private static TokenGrant.Builder grant(String name, String token) {
    return TokenGrant.builder(name, Secret.of(token));
  }

  private static TokenReply reply(TokenGrant.Builder grant) {
    return TokenReply.builder(grant.build()).build();
  }

  private record Reading(Function<TokenReplyRequest, Optional<TokenReply>> hook)
      implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return new AcmeProvider().definition();
    }

    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return hook.apply(request);
    }
  }

  private record Revoking(Function<RevokeRequest, Revocation> hook) implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return new AcmeProvider().definition();
    }

    @Override
    public Revocation revoke(RevokeRequest request) {
      return hook.apply(request);
    }
  }

  private static final class Unclassed implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return new AcmeProvider().definition();
    }

    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      return null;
    }
  }
}
