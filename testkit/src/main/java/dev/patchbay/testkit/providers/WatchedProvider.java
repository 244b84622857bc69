package dev.patchbay.testkit.providers;

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a provider's hooks return and throw, before the engine makes the best of it, and
 * answers in their stead where something else is to be seen. Thread-safe.
 */
final class WatchedProvider implements IntegrationProvider {
  private final IntegrationProvider real;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Set<Object> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable TokenReply> tokens = new AtomicReference<>();
  private final AtomicReference<@Nullable Account> account = new AtomicReference<>();
  private final AtomicReference<@Nullable FailureRequest> refusal = new AtomicReference<>();

  WatchedProvider(IntegrationProvider real) {
    this.real = real;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** {@return a call took as long as that, or has not come back yet} */
  boolean isLate(Duration limit) {
    return !running.isEmpty() || calls.stream().anyMatch(call -> call.took().compareTo(limit) >= 0);
  }

  /** Takes the next token reply for this one, whatever it says. */
  void standIn(TokenReply reply) {
    tokens.set(reply);
  }

  /** Takes the next credential for this account's, without asking the service. */
  void standIn(Account whose) {
    account.set(whose);
  }

  /** Lets the provider answer for itself again, and forgets the last refusal. */
  void standBack() {
    tokens.set(null);
    account.set(null);
    refusal.set(null);
  }

  /** {@return the refusal of a token endpoint that was to be classified last} */
  Optional<FailureRequest> refusal() {
    return Optional.ofNullable(refusal.get());
  }

  @Override
  public IntegrationDefinition definition() {
    return real.definition();
  }

  @Override
  public Account identify(IdentifyRequest request) {
    Account stood = account.getAndSet(null);
    return stood != null ? stood : watch("identify", () -> real.identify(request));
  }

  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    TokenReply stood = tokens.getAndSet(null);
    return stood != null
        ? Optional.of(stood)
        : watch("readTokenReply", () -> real.readTokenReply(request));
  }

  @Override
  public FailureClass classifyFailure(FailureRequest request) {
    refusal.set(request);
    return watch("classifyFailure", () -> real.classifyFailure(request));
  }

  @Override
  public Revocation revoke(RevokeRequest request) {
    return watch("revoke", () -> real.revoke(request));
  }

  private <T> T watch(String hook, Supplier<T> call) {
    Object mark = new Object();
    running.add(mark);
    long since = System.nanoTime();
    try {
      T result = call.get();
      calls.add(new Call(hook, result, null, sinceNanos(since)));
      return result;
    } catch (Throwable thrown) { // also what a provider's compiler was talked into
      calls.add(new Call(hook, null, thrown, sinceNanos(since)));
      throw thrown;
    } finally {
      running.remove(mark);
    }
  }

  private static Duration sinceNanos(long since) {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  /** A call of a hook that came back, with what it returned or threw. */
  record Call(String hook, @Nullable Object result, @Nullable Throwable thrown, Duration took) {
    boolean returnedNull() {
      return result == null && thrown == null;
    }

    @Override
    public String toString() {
      String how = thrown == null ? "returned" : "threw " + thrown.getClass().getName();
      return hook + " " + (returnedNull() ? "returned null" : how);
    }
  }
}
