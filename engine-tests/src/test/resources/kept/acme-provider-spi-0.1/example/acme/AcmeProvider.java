package example.acme;

import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A provider that overrides every hook, and asks in each for all that it is handed. */
public final class AcmeProvider implements IntegrationProvider {
  private static final String ME = "/v2/me";

  /** Does nothing. */
  public AcmeProvider() {}

  @Override
  public IntegrationDefinition definition() {
    return AcmeDefinition.located();
  }

  /** Goes another way for each kind of credential, and tells in the account's name which. */
  @Override
  public Account identify(IdentifyRequest request) {
    switch (request.credentialKind()) {
      case OAUTH:
        Account account = request.readAccount(request.callIdentity());
        return Account.builder(account.id())
            .displayName(account.displayName().orElse("?") + " by grant")
            .email(request.grantedScopes().values().contains("mail") ? email(account) : null)
            .build();
      case ACCESS_TOKEN:
        return account(request.callApi(ME), "token");
      default:
        return account(ask(request), "key");
    }
  }

  private static String email(Account account) {
    return account.email().orElse(null);
  }

  private static JsonView ask(IdentifyRequest request) {
    String name = request.definition().displayName();
    ApiReply reply =
        request
            .api()
            .send(
                ApiRequest.builder("GET", request.apiUrl(ME)).header("X-Asked-By", name).build());
    return reply.isSuccess() ? reply.json() : JsonView.of(Map.of());
  }

  private static Account account(JsonView me, String way) {
    return Account.builder(me.at("user.id").textOrNumber().orElse(""))
        .displayName(me.at("user.name").text().orElse("?") + " by " + way)
        .email(me.at("user.mail").text().orElse(null))
        .build();
  }

  /** Acme tells the region in capitals, which a definition alone cannot read. */
  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    JsonView body = request.body();
    Optional<String> region = body.at("place").text().map(text -> text.toLowerCase(Locale.ROOT));
    if (region.isEmpty() || request.definition().variables().isEmpty()) {
      return request.readStandard();
    }
    return grant(body, "user")
        .map(
            user -> {
              TokenReply.Builder reply = TokenReply.builder(user).variable("region", region.get());
              grant(body, "bot").ifPresent(reply::others);
              return reply.build();
            });
  }

  private static Optional<TokenGrant> grant(JsonView body, String name) {
    JsonView set = body.at(name);
    return set.at("token")
        .text()
        .map(
            token ->
                TokenGrant.builder(name, Secret.of(token))
                    .tokenType(set.at("type").text().orElse(null))
                    .refreshToken(set.at("renewal").text().map(Secret::of).orElse(null))
                    .expiresIn(Duration.ofHours(1))
                    .refreshExpiresIn(Duration.ofDays(30))
                    .scopes(set.at("may").text().map(Scopes::parse).orElse(null))
                    .extra("set", name)
                    .build());
  }

  @Override
  public FailureClass classifyFailure(FailureRequest request) {
    boolean asleep = request.errorCode().equals(Optional.of("acme_asleep"));
    boolean known = request.definition().id().equals("acme") && request.httpStatus() < 500;
    return asleep && known ? FailureClass.TRANSIENT : request.standardClass();
  }

  /** A token that Acme does not know any more needs no revocation. */
  @Override
  public Revocation revoke(RevokeRequest request) {
    ApiAccess api = request.definition().api().orElseThrow();
    URI me = URI.create(api.baseUrl().expand(Map.of("region", "us")) + ME);
    try {
      ApiReply reply = request.api().send(ApiRequest.builder("GET", me).build());
      return reply.status() == 401 ? Revocation.REVOKED : request.revokeStandard();
    } catch (TemporaryFailureException unavailable) {
      return Revocation.FAILED;
    }
  }
}
