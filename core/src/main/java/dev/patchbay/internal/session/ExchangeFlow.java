package dev.patchbay.internal.session;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.check.Faults;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.internal.connection.Credential;
import dev.patchbay.internal.connection.Place;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.protocol.CodeExchange.Authorization;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.internal.protocol.TokenOutcome;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.session.GrantCompletion.Grant;
import dev.patchbay.internal.session.IdentityRetries.Retry;
import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The path of a claimed session: exchange the code once, stage the grant, identify the account,
 * complete. Every way out ends the session, but for an account that is asked for again later.
 */
final class ExchangeFlow {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeFlow.class);

  private final OAuthClients clients;
  private final Vault vault;
  private final ServiceCalls calls;
  private final GrantCompletion completion;
  private final SessionNews news;
  private final IdentityRetries retries;
  private final Clock clock;

  ExchangeFlow(FlowParts parts, GrantCompletion completion, IdentityRetries retries) {
    this.clients = parts.clients();
    this.vault = parts.vault();
    this.calls = parts.calls();
    this.news = parts.news();
    this.clock = parts.clock();
    this.completion = completion;
    this.retries = retries;
  }

  /**
   * Runs the path of a session that its caller has claimed.
   *
   * @throws TemporaryFailureException if the store cannot be reached; a sweep ends the session then
   */
  Session run(InstalledProvider provider, SessionRecord claimed, Secret code) {
    try {
      return exchange(provider, claimed, code);
    } catch (HttpFailure failure) {
      return news.fail(claimed, SessionFailures.transport(failure));
    } catch (IntegrationException failure) {
      return news.fail(claimed, SessionFailures.failed(failure.code(), failure.detail().message()));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      return news.fail(claimed, fault(claimed, foreign));
    }
  }

  /** A host's cipher, clock or store may throw anything, and the message may hold a secret. */
  private static SessionFailure fault(SessionRecord session, Throwable foreign) {
    LOG.error("Session {} failed by {}", session.session().id(), Faults.describe(foreign));
    return SessionFailures.failed(
        ErrorCode.INTERNAL_FAULT, "The session was cut short by a fault in this application");
  }

  private Session exchange(InstalledProvider provider, SessionRecord claimed, Secret code)
      throws HttpFailure {
    OAuth2 oauth2 = provider.definition().oauth2().orElseThrow();
    OAuthClient client = clients.get(lookup(claimed), oauth2);
    Optional<Secret> verifier =
        claimed.sealedVerifier().map(kept -> vault.sealing().openVerifier(claimed, kept));
    Authorization authorization = new Authorization(client, code, verifier);
    TokenOutcome outcome = calls.exchange(provider, claimed, authorization);
    if (outcome instanceof TokenOutcome.Granted granted) {
      return stage(provider, claimed, withKnownVariables(provider, claimed, granted.reply()));
    }
    if (outcome instanceof TokenOutcome.Refused refused) {
      return news.fail(
          claimed,
          SessionFailures.refused(
              refused, secrets(authorization), provider.definition().secretPrefixes()));
    }
    return news.fail(
        claimed,
        SessionFailures.failed(
            ErrorCode.TOKEN_REPLY_INVALID, "The token endpoint's answer held no usable token"));
  }

  private static List<Secret> secrets(Authorization authorization) {
    List<Secret> secrets = new ArrayList<>(List.of(authorization.code()));
    authorization.verifier().ifPresent(secrets::add);
    authorization.client().clientSecret().ifPresent(secrets::add);
    return secrets;
  }

  private Session stage(InstalledProvider provider, SessionRecord claimed, TokenReply reply) {
    StagedReply staged;
    try {
      staged = new StagedReply(reply, clock.instant());
      vault.sessions().stage(claimed.key(), vault.sealing().sealStaged(claimed, staged));
    } catch (IntegrationException unstaged) {
      SessionFailure failure = SessionFailures.failed(unstaged.code(), unstaged.detail().message());
      return completion.refuseUnstaged(claimed, reply, failure);
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      return completion.refuseUnstaged(claimed, reply, fault(claimed, foreign));
    }
    return identify(new Unidentified(provider, claimed, staged), 1);
  }

  /**
   * A reply may fix a variable that the session has, to a choice of its definition; any other value
   * would lead to a host that nobody declared, and so could a choice in place of a custom host.
   */
  private static TokenReply withKnownVariables(
      InstalledProvider provider, SessionRecord claimed, TokenReply reply) {
    TokenReply.Builder known = TokenReply.builder(reply.primary());
    reply.others().forEach(known::others);
    provider.definition().variables().stream()
        .filter(variable -> claimed.variables().containsKey(variable.name()))
        .filter(variable -> !variable.takesCustomHosts())
        .forEach(
            variable ->
                Optional.ofNullable(reply.variables().get(variable.name()))
                    .filter(variable.choices()::contains)
                    .ifPresent(value -> known.variable(variable.name(), value)));
    return known.build();
  }

  private Session identify(Unidentified grant, int tries) {
    SessionRecord claimed = grant.session();
    try {
      return completion.complete(identified(grant));
    } catch (TemporaryFailureException passing) {
      Retry retry =
          new Retry(
              claimed.session().integrationType(),
              grant.staged().obtainedAt(),
              passing.retryAfter().orElse(Duration.ZERO),
              () -> identify(grant, tries + 1));
      return retries.schedule(retry, tries)
          ? claimed.session()
          : refuse(grant, SessionFailures.unidentified());
    } catch (IntegrationException refused) {
      return refuse(grant, SessionFailures.identity(refused));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      return refuse(grant, fault(claimed, foreign));
    }
  }

  private Grant identified(Unidentified grant) {
    TokenReply reply = grant.staged().reply();
    Scopes requested = grant.session().requestedScopes();
    Credential credential =
        new Credential(
            CredentialKind.OAUTH, reply.primary(), reply.primary().scopes().orElse(requested));
    Place place = GrantCompletion.place(grant.session(), reply);
    Account account = calls.identify(grant.provider(), credential, place.variables()).account();
    Origin origin =
        new Origin(
            CredentialKind.OAUTH,
            Optional.of(grant.session().clientId()),
            Duration.between(grant.staged().obtainedAt(), clock.instant()),
            Optional.empty());
    Draft draft =
        new Draft(
            place,
            Optional.of(account),
            GrantRules.of(requested, grant.provider().definition()),
            reply.grants(),
            origin);
    return new Grant(grant.session(), reply, draft);
  }

  private Session refuse(Unidentified grant, SessionFailure failure) {
    return completion.refuse(grant.session(), grant.staged().reply(), failure);
  }

  private static OAuthClientLookup lookup(SessionRecord session) {
    return OAuthClients.lookup(
            session.session().integrationType(),
            session.session().workspaceId(),
            session.variables())
        .clientId(session.clientId())
        .build();
  }

  private record Unidentified(
      InstalledProvider provider, SessionRecord session, StagedReply staged) {}

  /** What the flow is made of. */
  record FlowParts(
      OAuthClients clients, Vault vault, ServiceCalls calls, SessionNews news, Clock clock) {}
}
