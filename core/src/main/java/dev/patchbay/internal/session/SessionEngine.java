package dev.patchbay.internal.session;

import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.internal.client.OAuthClients;
import dev.patchbay.internal.concurrent.Bulkheads;
import dev.patchbay.internal.concurrent.EngineThreads;
import dev.patchbay.internal.connection.ConnectionWriter;
import dev.patchbay.internal.connection.Listeners;
import dev.patchbay.internal.connection.Revoker;
import dev.patchbay.internal.connection.ServiceCalls;
import dev.patchbay.internal.connection.Targets;
import dev.patchbay.internal.connection.Vault;
import dev.patchbay.internal.protocol.RandomText;
import dev.patchbay.internal.provider.ProviderRegistry;
import dev.patchbay.internal.session.CallbackFlow.CallbackParts;
import java.time.Clock;
import java.time.Duration;

/** Puts the parts of a session's path together. */
public final class SessionEngine implements AutoCloseable {
  private final SessionCreation creation;
  private final CallbackFlow callbacks;
  private final SessionPolls polls;
  private final SessionWaiters waiters;
  private final SessionSweeper sweeper;
  private final Purge purge;

  public SessionEngine(EngineParts parts, Surroundings surroundings, SessionSettings settings) {
    Vault vault = parts.vault();
    waiters = new SessionWaiters(vault.sessions(), surroundings.threads(), settings.maxWaiters());
    SessionNews news = new SessionNews(vault.sessions(), waiters, surroundings.listeners());
    GrantFlow grants = grants(parts, surroundings, news, settings.identityRetry());
    creation = creation(parts, surroundings, news, settings);
    callbacks =
        new CallbackFlow(
            new CallbackParts(
                parts.providers(),
                vault.sessions(),
                surroundings.threads(),
                surroundings.bulkheads(),
                news,
                waiters,
                surroundings.returns()),
            new ExchangeFlow(parts.clients(), vault, parts.calls(), grants),
            surroundings.callbackPatience());
    polls = new SessionPolls(vault.sessions(), waiters);
    purge = new Purge(vault, waiters, surroundings.listeners());
    LeftGrants leftGrants = new LeftGrants(vault.sessions(), grants, surroundings.bulkheads());
    sweeper =
        new SessionSweeper(
            new SessionSweeper.Parts(vault, news, leftGrants),
            settings.sweep(),
            surroundings.threads());
  }

  private static SessionCreation creation(
      EngineParts parts, Surroundings surroundings, SessionNews news, SessionSettings settings) {
    return new SessionCreation(
        new SessionCreation.Parts(
            parts.providers(), parts.clients(), parts.vault(), parts.targets(), news, settings),
        surroundings.random(),
        surroundings.redirects(),
        surroundings.returns());
  }

  private static GrantFlow grants(
      EngineParts parts, Surroundings surroundings, SessionNews news, Duration identityRetry) {
    return new GrantFlow(
        new GrantFlow.Parts(
            parts.providers(), parts.vault(), parts.calls(), news, surroundings.clock()),
        completion(parts, surroundings, news),
        new SessionRetries(
            surroundings.threads(), surroundings.bulkheads(), surroundings.clock(), identityRetry));
  }

  private static GrantCompletion completion(
      EngineParts parts, Surroundings surroundings, SessionNews news) {
    Vault vault = parts.vault();
    return new GrantCompletion(
        vault, new ConnectionWriter(surroundings.random(), vault.sealing()), parts.revoker(), news);
  }

  public void start() {
    sweeper.start();
  }

  public SessionCreation creation() {
    return creation;
  }

  public CallbackFlow callbacks() {
    return callbacks;
  }

  public SessionPolls polls() {
    return polls;
  }

  public Purge purge() {
    return purge;
  }

  @Override
  public void close() {
    waiters.close();
  }

  /** What sessions need of the rest of the engine. */
  public record EngineParts(
      ProviderRegistry providers,
      OAuthClients clients,
      Vault vault,
      Targets targets,
      ServiceCalls calls,
      Revoker revoker) {}

  /** What a host may have replaced or configured. */
  public record Surroundings(
      EngineThreads threads,
      Bulkheads bulkheads,
      Listeners listeners,
      RandomText random,
      Clock clock,
      Redirects redirects,
      ReturnUrls returns,
      Duration callbackPatience) {}
}
