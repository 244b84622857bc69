package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.connection.Place;
import dev.patchbay.internal.connection.Targets;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.protocol.AuthorizationRequest;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.internal.protocol.Sha256;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.store.SessionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins sessions: checks the request, makes state and verifier, builds the authorise URL. */
public final class SessionCreation {
  private final ProviderRegistry providers;
  private final OAuthClients clients;
  private final Vault vault;
  private final RandomText random;
  private final RequestCheck check;
  private final Targets targets;
  private final Redirects redirects;
  private final SessionNews news;
  private final SessionSettings settings;

  public SessionCreation(Parts parts, RandomText random, Redirects redirects, ReturnUrls returns) {
    this.providers = parts.providers();
    this.clients = parts.clients();
    this.vault = parts.vault();
    this.news = parts.news();
    this.settings = parts.settings();
    this.random = random;
    this.redirects = redirects;
    this.check = new RequestCheck(returns, settings.bindingRule());
    this.targets = parts.targets();
  }

  /** Creates a session; see {@code SessionManager.create}. */
  public Session create(SessionRequest request) {
    check.checkShape(request);
    InstalledProvider provider = providers.get(request.integrationType());
    OAuth2 oauth2 = oauth2(provider.definition());
    check.checkParameters(request, oauth2);
    Place place = targets.resolve(RequestCheck.asked(request), provider.definition());
    Fresh fresh = Fresh.of(random);
    Optional<String> verifier =
        oauth2.pkce() == PkceMode.S256 ? Optional.of(fresh.verifier()) : Optional.empty();
    AuthorizationRequest authorization =
        new AuthorizationRequest(
            client(place, oauth2).clientId(),
            redirects.of(request.integrationType()),
            fresh.state(),
            scopes(request, oauth2),
            place.variables(),
            request.parameters(),
            verifier.map(Sha256::of).orElse(null));
    String authorizeUrl = authorization.toUrl(oauth2);
    Session session = session(fresh.id(), request, place);
    SessionRecord stored = store(record(request, session, authorization, verifier));
    news.created(stored.session());
    return stored.session().toBuilder().authorizeUrl(authorizeUrl).build();
  }

  private Scopes scopes(SessionRequest request, OAuth2 oauth2) {
    Optional<Scopes> base =
        request.scopes().isPresent()
            ? request.scopes()
            : targets.scopesBefore(RequestCheck.asked(request));
    return base.orElse(oauth2.defaultScopes()).with(request.additionalScopes());
  }

  private OAuthClient client(Place place, OAuth2 oauth2) {
    return clients.get(
        OAuthClients.lookup(place.integrationType(), place.workspaceId(), place.variables())
            .build(),
        oauth2);
  }

  private SessionRecord record(
      SessionRequest request,
      Session session,
      AuthorizationRequest authorization,
      Optional<String> verifier) {
    SessionRecord.Builder record =
        SessionRecord.builder(
                session,
                Sha256.of(authorization.state()),
                authorization.redirectUri(),
                authorization.clientId())
            .requestedScopes(authorization.scopes())
            .reconnects(request.connectionId().orElse(null));
    for (Map.Entry<String, String> variable : authorization.variables().entrySet()) {
      record.variable(variable.getKey(), variable.getValue());
    }
    if (request.browserBinding().isPresent()) {
      record.bindingHash(Sha256.of(request.browserBinding().get().reveal()));
    }
    if (request.accountChangeAllowed()) {
      record.accountChangeAllowed();
    }
    if (verifier.isPresent()) {
      record.sealedVerifier(
          vault.sealing().sealVerifier(session, authorization.variables(), verifier.get()));
    }
    return record.build();
  }

  private static Session session(String id, SessionRequest request, Place place) {
    Session.Builder session =
        Session.builder(
                SessionId.of("sess_" + id), request.workspaceId(), request.integrationType())
            .memberId(place.memberId().orElse(null))
            .returnTo(request.returnTo().orElse(null));
    return request.browserBinding().isPresent() ? session.browserBound().build() : session.build();
  }

  private SessionRecord store(SessionRecord record) {
    Optional<SessionRecord> stored = vault.sessions().create(record, settings.limits());
    if (stored.isPresent()) {
      return stored.get();
    }
    throw new TemporaryFailureException(
        ErrorDetail.builder(
                ErrorCode.OVERLOADED,
                "A session was to be created while as many are pending as may be ("
                    + settings.limits().pendingPerWorkspace()
                    + " in a workspace, "
                    + settings.limits().pendingInTotal()
                    + " in total); finish them, or wait until they expire")
            .integrationType(record.session().integrationType())
            .build());
  }

  private static OAuth2 oauth2(IntegrationDefinition definition) {
    if (definition.oauth2().isPresent()) {
      return definition.oauth2().get();
    }
    throw new MisconfiguredException(
        ErrorDetail.builder(
                ErrorCode.METHOD_NOT_SUPPORTED,
                "A session was to be created for '"
                    + definition.id()
                    + "', which cannot be connected by OAuth; connect it with a direct credential")
            .integrationType(definition.id())
            .build());
  }

  /** What nobody can guess of a session. */
  private record Fresh(String state, String verifier, String id) {
    private static Fresh of(RandomText random) {
      List<String> texts = random.next(3);
      return new Fresh(texts.get(0), texts.get(1), texts.get(2));
    }
  }

  /** What creation shares with the callback. */
  public record Parts(
      ProviderRegistry providers,
      OAuthClients clients,
      Vault vault,
      Targets targets,
      SessionNews news,
      SessionSettings settings) {}
}
