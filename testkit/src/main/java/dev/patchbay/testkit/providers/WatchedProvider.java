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
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a provider's hooks return and throw, before the engine makes the best of it.
 * Thread-safe.
 */
final class WatchedProvider implements IntegrationProvider {
  private final IntegrationProvider real;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  WatchedProvider(IntegrationProvider real) {
    this.real = real;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public IntegrationDefinition definition() {
    return real.definition();
  }

  @Override
  public Account identify(IdentifyRequest request) {
    return watch("identify", () -> real.identify(request));
  }

  @Override
  public Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    return watch("readTokenReply", () -> real.readTokenReply(request));
  }

  @Override
  public FailureClass classifyFailure(FailureRequest request) {
    return watch("classifyFailure", () -> real.classifyFailure(request));
  }

  @Override
  public Revocation revoke(RevokeRequest request) {
    return watch("revoke", () -> real.revoke(request));
  }

  private <T> T watch(String hook, Supplier<T> call) {
    try {
      T result = call.get();
      calls.add(new Call(hook, result, null));
      return result;
    } catch (Throwable thrown) { // also what a provider's compiler was talked into
      calls.add(new Call(hook, null, thrown));
      throw thrown;
    }
  }

  /** A call of a hook that came back, with what it returned or threw. */
  record Call(String hook, @Nullable Object result, @Nullable Throwable thrown) {
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
