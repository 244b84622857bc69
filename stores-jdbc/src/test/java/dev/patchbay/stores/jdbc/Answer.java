package dev.patchbay.stores.jdbc;

import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.ListedPage;
import dev.patchbay.spi.store.SessionRecord;
import dev.patchbay.spi.store.WriteOutcome;
import dev.patchbay.stores.jdbc.Tenants.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What came of a call, with nothing left out by which two could be told apart. */
record Answer(String kind, String text) {

  /** Calls, and leaves out of a refusal nothing but what was asked for. */
  static Answer of(Object on, Method method, Object[] arguments, List<String> askedFor) {
    try {
      Object result = method.invoke(on, arguments);
      Object value = result instanceof CompletableFuture<?> future ? future.join() : result;
      return new Answer("value", describe(value));
    } catch (InvocationTargetException thrown) {
      return refusal(thrown.getTargetException(), askedFor);
    } catch (CompletionException thrown) {
      return refusal(Objects.requireNonNull(thrown.getCause()), askedFor);
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  /** Whether it names what is theirs. */
  boolean tellsOf(List<Target> targets) {
    return targets.stream()
        .anyMatch(
            target ->
                text.contains(target.connectionId().value())
                    || text.contains(target.sessionId().value()));
  }

  private static Answer refusal(Throwable thrown, List<String> askedFor) {
    String text =
        thrown instanceof IntegrationException refused
            ? describe(refused.detail())
            : String.valueOf(thrown.getMessage());
    for (String id : askedFor) {
      text = text.replace(id, "<asked for>");
    }
    return new Answer(thrown.getClass().getName(), text);
  }

  private static String describe(ErrorDetail detail) {
    return String.join(
        "|",
        detail.code().name(),
        detail.message(),
        detail.integrationType().toString(),
        detail.sessionId().toString(),
        detail.connectionId().toString(),
        detail.field().toString(),
        detail.httpStatus().toString(),
        detail.serviceError().toString(),
        detail.serviceDescription().toString(),
        detail.retryAfter().toString(),
        detail.cause().toString());
  }

  private static String describe(@Nullable Object value) {
    if (value instanceof Optional<?> maybe) {
      return maybe.map(Answer::describe).orElse("none");
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(Answer::describe).toList().toString();
    }
    if (value instanceof ConnectionPage page) {
      return describe(page.connections()) + page.nextCursor();
    }
    if (value instanceof ListedPage page) {
      return describe(page.connections()) + page.nextCursor();
    }
    return describeOne(value);
  }

  private static String describeOne(@Nullable Object value) {
    if (value instanceof Connection connection) {
      return connection.id().value();
    }
    if (value instanceof ConnectionRecord record) {
      return record.connection().id().value();
    }
    if (value instanceof SessionRecord record) {
      return record.session().id().value();
    }
    return value instanceof WriteOutcome outcome ? outcome.status().name() : String.valueOf(value);
  }
}
