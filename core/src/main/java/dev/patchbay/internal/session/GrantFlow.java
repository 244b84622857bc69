package dev.patchbay.internal.session;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.internal.connection.ConnectionWriter.Draft;
import dev.patchbay.internal.connection.ConnectionWriter.GrantRules;
import dev.patchbay.internal.connection.ConnectionWriter.Origin;
import dev.patchbay.internal.connection.Credential;
import dev.patchbay.internal.connection.Place;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.internal.provider.InstalledProvider;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.session.GrantCompletion.Grant;
import dev.patchbay.internal.session.SessionRetries.Retry;
import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.store.SessionRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of a session's path, from the grant on: stage it, identify the account, complete.
 * Every way out ends the session, but for what a service or the store could not give just now: that
 * is asked for again later, here or, if this node dies, on another one.
 */
final class GrantFlow {
  private static final Logger LOG = LoggerFactory.getLogger(GrantFlow.class);

  private final Parts parts;
  private final GrantCompletion completion;
  private final SessionRetries retries;

  GrantFlow(Parts parts, GrantCompletion completion, SessionRetries retries) {
    this.parts = parts;
    this.completion = completion;
    this.retries = retries;
  }

  /** Begins with a grant that was just given. */
  Session begin(InstalledProvider provider, SessionRecord claimed, TokenReply reply) {
    return goOn(
        new Unidentified(provider, claimed, new StagedReply(reply, parts.clock().instant())), 1);
  }

  /**
   * Goes on where another node left off: with the session, or with the revocation of its grant.
   * What this node cannot read another one may, until time is up.
   */
  void takeOver(SessionRecord left) {
    try {
      InstalledProvider provider = parts.providers().get(left.session().integrationType());
      StagedReply staged =
          parts.vault().sealing().openStaged(left, left.stagedGrant().orElseThrow());
      goOn(left, new Unidentified(provider, left, staged));
    } catch (IntegrationException unreadable) {
      endIfTimeIsUp(left, SessionFailures.failed(unreadable));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      endIfTimeIsUp(left, SessionFailures.fault(left, foreign));
    }
  }

  private void goOn(SessionRecord left, Unidentified grant) {
    if (left.isExchanging()) {
      LOG.info("Session {} was left behind with its grant, and goes on", left.session().id());
      goOn(grant, 1);
    } else {
      discard(grant);
    }
  }

  /** The account's own connection may hold the same tokens, so it has to be known. */
  private void discard(Unidentified grant) {
    Grant identified;
    try {
      identified = identified(grant);
    } catch (TemporaryFailureException passing) {
      return; // it is taken over again
    } catch (IntegrationException unidentified) {
      completion.discard(grant.session(), grant.staged().reply());
      return;
    }
    completion.discard(identified);
  }

  private void endIfTimeIsUp(SessionRecord left, SessionFailure failure) {
    boolean isUp = left.claimedAt().filter(it -> !retries.isInTime(it, Duration.ZERO)).isPresent();
    if (isUp && left.isExchanging()) {
      parts.news().fail(left, failure);
    }
  }

  /** Ends a session that has no grant. */
  Session fail(SessionRecord claimed, SessionFailure failure) {
    return insist(claimed, () -> parts.news().fail(claimed, failure));
  }

  private Session goOn(Unidentified grant, int tries) {
    SessionRecord claimed = grant.session();
    try {
      if (!stage(grant)) {
        return completion.endedMeanwhile(claimed, grant.staged().reply()).orElse(claimed.session());
      }
    } catch (TemporaryFailureException away) {
      boolean comes = retries.schedule(retry(grant, Duration.ZERO, tries), 1);
      return comes ? claimed.session() : refuseUnstaged(grant, SessionFailures.failed(away));
    } catch (IntegrationException unstaged) {
      return refuseUnstaged(grant, SessionFailures.failed(unstaged));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      return refuseUnstaged(grant, SessionFailures.fault(claimed, foreign));
    }
    return identify(grant, tries);
  }

  private boolean stage(Unidentified grant) {
    SessionRecord session = grant.session();
    return parts
        .vault()
        .sessions()
        .stage(session.key(), parts.vault().sealing().sealStaged(session, grant.staged()));
  }

  private Retry retry(Unidentified grant, Duration notBefore, int tries) {
    return new Retry(
        grant.session().session().integrationType(),
        grant.staged().obtainedAt(),
        notBefore,
        () -> stage(grant),
        () -> goOn(grant, tries));
  }

  private Session identify(Unidentified grant, int tries) {
    try {
      return completion.complete(identified(grant));
    } catch (TemporaryFailureException passing) {
      Duration notBefore = passing.retryAfter().orElse(Duration.ZERO);
      return retries.schedule(retry(grant, notBefore, tries + 1), tries)
          ? grant.session().session()
          : refuse(grant, SessionFailures.unidentified());
    } catch (IntegrationException refused) {
      return refuse(grant, SessionFailures.identity(refused));
    } catch (RuntimeException | LinkageError | StackOverflowError foreign) {
      return refuse(grant, SessionFailures.fault(grant.session(), foreign));
    }
  }

  private Grant identified(Unidentified grant) {
    TokenReply reply = grant.staged().reply();
    Scopes requested = grant.session().requestedScopes();
    Credential credential =
        new Credential(
            CredentialKind.OAUTH, reply.primary(), reply.primary().scopes().orElse(requested));
    Place place = GrantCompletion.place(grant.session(), reply);
    Account account =
        parts.calls().identify(grant.provider(), credential, place.variables()).account();
    Origin origin =
        new Origin(
            CredentialKind.OAUTH,
            Optional.of(grant.session().clientId()),
            age(grant),
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

  /** Of a grant that another node got, whose clock may be ahead. */
  private Duration age(Unidentified grant) {
    Duration age = Duration.between(grant.staged().obtainedAt(), parts.clock().instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  private Session refuse(Unidentified grant, SessionFailure failure) {
    SessionRecord session = grant.session();
    return insist(session, () -> completion.refuse(session, grant.staged().reply(), failure));
  }

  /** What the store says counts: a step whose answer got lost may have been done. */
  private Session refuseUnstaged(Unidentified grant, SessionFailure failure) {
    SessionRecord session = grant.session();
    try {
      Optional<SessionRecord> now =
          parts.vault().sessions().find(session.session().workspaceId(), session.session().id());
      return now.filter(SessionRecord::isExchanging).isPresent()
          ? refuseExchanging(grant, now.get(), failure)
          : completion.endedMeanwhile(session, grant.staged().reply()).orElse(session.session());
    } catch (TemporaryFailureException away) {
      LOG.warn("The grant of session {} was left alive: no store", session.session().id());
      return session.session();
    }
  }

  private Session refuseExchanging(Unidentified grant, SessionRecord now, SessionFailure failure) {
    if (now.stagedGrant().isEmpty()) {
      // First, for if this node dies nobody knows of it.
      completion.discard(now, grant.staged().reply());
      return fail(now, failure);
    }
    boolean isInTime = retries.isInTime(grant.staged().obtainedAt(), Duration.ZERO);
    return isInTime ? now.session() : refuse(grant, failure);
  }

  private Session insist(SessionRecord claimed, Supplier<Session> end) {
    return insist(claimed, end, parts.clock().instant());
  }

  /** The end of a session is told to a store that is away until it is back. */
  private Session insist(SessionRecord claimed, Supplier<Session> end, Instant since) {
    try {
      return end.get();
    } catch (TemporaryFailureException away) {
      Retry retry =
          new Retry(
              claimed.session().integrationType(),
              since,
              Duration.ZERO,
              () -> {},
              () -> insist(claimed, end, since));
      if (retries.schedule(retry, 1)) {
        return claimed.session();
      }
      throw away;
    }
  }

  private record Unidentified(
      InstalledProvider provider, SessionRecord session, StagedReply staged) {}

  /** What the flow is made of. */
  record Parts(
      ProviderRegistry providers, Vault vault, ServiceCalls calls, SessionNews news, Clock clock) {}
}
