package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Hooks that throw, return null or reach for what is not theirs cost their own session only. */
@NullUnmarked
class FaultyProviderIT {
  private static final String CANARY = "CNRY-plugin";

  @Test
  void identifyThatThrowsFailsTheSessionAndRevokesTheGrant() {
    try (TestHost host =
        TestHost.with(
            new Hooked(
                request -> {
                  throw new IllegalStateException(CANARY);
                }))) {
      CallbackResult result = host.callback(host.approve(host.begin()));

      assertThat(result.session().failure().orElseThrow().code()).isEqualTo("provider_threw");
      assertThat(result.session().failure().orElseThrow().message()).doesNotContain(CANARY);
      assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
      assertThat(host.connections()).isEmpty();
    }
  }

  @Test
  void identifyThatReturnsNothingFailsTheSession() {
    try (TestHost host = TestHost.with(new Hooked(request -> null))) {
      CallbackResult result = host.callback(host.approve(host.begin()));

      assertThat(result.session().status()).isEqualTo(SessionStatus.FAILED);
      assertThat(host.connections()).isEmpty();
    }
  }

  @Test
  void credentialGoesToTheIntegrationsOwnApiOnly() {
    String[] foreign = {
      "https://evil.example/me", "http://127.0.0.1:1/me", "https://user@acme.example/me"
    };
    for (String url : foreign) {
      try (TestHost host = TestHost.with(new Hooked(request -> ask(request, url)))) {
        CallbackResult result = host.callback(host.approve(host.begin()));

        assertThat(result.session().failure().orElseThrow().code()).isEqualTo("provider_threw");
        assertThat(host.service.count(Endpoint.IDENTITY)).isZero();
      }
    }
  }

  @Test
  void hooksThatReadAndClassBadlyEndTheSessionWithACode() {
    try (TestHost host = TestHost.with(new Careless())) {
      assertThat(host.callback(host.approve(host.begin())).session().failure().orElseThrow().code())
          .isEqualTo("provider_threw");
      host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
      assertThat(host.callback(host.approve(host.begin())).session().failure().orElseThrow().code())
          .isEqualTo("provider_threw");
    }
  }

  @Test
  void exceptionThatAHookMakesItselfLosesItsWords() {
    try (TestHost host = TestHost.with(new Talkative())) {
      Session session = host.callback(host.approve(host.begin())).session();

      assertThat(session.failure().orElseThrow().code()).isEqualTo("rate_limited");
      assertThat(session.failure().orElseThrow().message())
          .doesNotContain(CANARY)
          .contains("readTokenReply");
    }
  }

  @Test
  void accountWithoutAnIdIsNobodys() {
    for (String id : new String[] {"", " ", "a\nb", "x".repeat(257)}) {
      try (TestHost host = TestHost.with(new Hooked(request -> Account.builder(id).build()))) {
        CallbackResult result = host.callback(host.approve(host.begin()));

        assertThat(result.session().failure().orElseThrow().code()).isEqualTo("provider_threw");
        assertThat(host.connections()).isEmpty();
      }
    }
  }

  @Test
  void nameThatNobodyCanReadIsLeftOut() {
    Account odd = Account.builder("1").displayName("x".repeat(10_000)).email("a\u0000b").build();
    try (TestHost host = TestHost.with(new Hooked(request -> odd))) {
      Account account = host.connect().account().orElseThrow();

      assertThat(account.displayName()).isEmpty();
      assertThat(account.email()).isEmpty();
    }
  }

  @Test
  void clientThatAHookKeepsWorksForItsCallOnly() {
    List<IdentifyRequest> kept = new ArrayList<>();
    try (TestHost host =
        TestHost.with(
            new Hooked(
                request -> {
                  kept.add(request);
                  return request.readAccount(request.callIdentity());
                }))) {
      host.connect();

      assertThatThrownBy(() -> kept.get(0).callIdentity())
          .isInstanceOf(InvalidRequestException.class);
      assertThat(host.service.count(Endpoint.IDENTITY)).isEqualTo(1);
    }
  }

  private static Account ask(IdentifyRequest request, String url) {
    request
        .api()
        .send(dev.patchbay.http.ApiRequest.builder("GET", java.net.URI.create(url)).build());
    return Account.builder("stolen").build();
  }

  /** Does everything as its definition says, but for one hook. */
  private record Hooked(Function<IdentifyRequest, Account> hook) implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return new AcmeProvider().definition();
    }

    @Override
    public Account identify(IdentifyRequest request) {
      return hook.apply(request);
    }
  }

  /** Returns null where a value is due. */
  private static final class Careless implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return new AcmeProvider().definition();
    }

    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      return null;
    }

    @Override
    public FailureClass classifyFailure(FailureRequest request) {
      throw new StackOverflowError(CANARY);
    }
  }

  /** Says what the service answered. */
  private static final class Talkative implements IntegrationProvider {
    @Override
    public IntegrationDefinition definition() {
      return new AcmeProvider().definition();
    }

    @Override
    public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
      throw new TemporaryFailureException(
          ErrorDetail.builder(ErrorCode.RATE_LIMITED, "answered " + CANARY).build());
    }
  }
}
