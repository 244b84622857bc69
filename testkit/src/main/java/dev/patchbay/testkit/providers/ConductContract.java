package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.providers.WatchedProvider.Call;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A provider is a good guest: it comes back, keeps nothing, and tells nobody. */
abstract class ConductContract extends RevocationContract {
  private static final int AT_ONCE = 32;

  @Test
  void hooksReturnInTime() {
    Bench bench = hurriedBench();

    assertThat(Trial.runWithSilence(bench).failures())
        .extracting(Trial.Failure::code)
        .doesNotContain(ErrorCode.PROVIDER_TIMED_OUT.wireValue());
    assertThat(bench.watched.isLate(bench.hookDeadline())).as("a hook is late").isFalse();
  }

  @Test
  void hooksReturnNoNull() {
    Bench bench = hurriedBench();
    Trial.run(bench);

    assertThat(bench.watched.calls()).noneMatch(Call::returnedNull);
  }

  @Test
  void hooksThrowNothingButWhatTheErrorsOfTheApiAre() {
    Bench bench = hurriedBench();
    Trial.run(bench);

    assertThat(bench.watched.calls())
        .filteredOn(call -> call.thrown() != null)
        .allMatch(call -> call.thrown() instanceof IntegrationException);
  }

  @Test
  void exceptionsHoldNoSecret() {
    Bench bench = hurriedBench();
    Trial trial = Trial.run(bench);
    Stream<String> all =
        Stream.concat(
            trial.failures().stream().map(Trial.Failure::text),
            bench.watched.calls().stream()
                .map(Call::thrown)
                .filter(Objects::nonNull)
                .map(LogCapture::trace));

    assertThat(all.anyMatch(ConductContract::showsSecret))
        .as("an exception shows a secret")
        .isFalse();
  }

  @Test
  @ResourceLock(Resources.SYSTEM_OUT)
  @ResourceLock(Resources.SYSTEM_ERR)
  void logsHoldNoSecret() {
    Bench bench = hurriedBench();
    try (LogCapture logs = new LogCapture()) {
      Trial.run(bench);
      assertThat(showsSecret(logs.text())).as("a log or the console shows a secret").isFalse();
    }
  }

  @Test
  void textsHoldNoSecret() {
    Connection connection = connected();
    Stream<Object> texts =
        Stream.of(
            provider(),
            connection,
            bench().service.client(),
            bench()
                .integrations()
                .connections()
                .delete(Bench.WORKSPACE, connection.id(), RevocationMode.AUTO));
    Stream<Object> returned =
        bench().watched.calls().stream().map(Call::result).filter(Objects::nonNull);

    assertThat(Stream.concat(texts, returned).map(String::valueOf))
        .noneMatch(ConductContract::showsSecret);
  }

  /** Every secret of the sandbox carries a marker, which is known in its usual encodings too. */
  private static boolean showsSecret(String text) {
    return Canary.findIn(text.getBytes(StandardCharsets.UTF_8)).isPresent();
  }

  @Test
  void keepsNoState() {
    assertThat(fields(provider().getClass())).filteredOn(field -> !isConstant(field)).isEmpty();
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
      fields.addAll(Arrays.asList(owner.getDeclaredFields()));
    }
    return fields;
  }

  // Tools that measure coverage add fields of their own, which are synthetic.
  private static boolean isConstant(Field field) {
    return field.isSynthetic()
        || (Modifier.isFinal(field.getModifiers())
            && (Modifier.isStatic(field.getModifiers()) || isValue(field.getType())));
  }

  private static boolean isValue(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == String.class
        || type.getName().startsWith("dev.patchbay.");
  }

  @Test
  void manyAtOnceGetTheirOwnAccounts() throws Exception {
    if (!dialect().tellsUsersApart()) {
      return;
    }
    Connection first = connected();
    Assumptions.assumeTrue(connected().id().equals(first.id()), "An account is not known again");
    List<ConnectionId> together = together(arrivals());

    for (int i = 0; i < AT_ONCE; i++) {
      bench().service.signIn(Bench.person(i));
      assertThat(together.get(i)).as("the connection of person " + i).isEqualTo(connected().id());
    }
  }

  /** What is left to do for each person when all have approved. */
  private List<Callable<ConnectionId>> arrivals() {
    List<Callable<ConnectionId>> arrivals = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      bench().service.signIn(Bench.person(i));
      arrivals.add(arrival());
    }
    return arrivals;
  }

  private Callable<ConnectionId> arrival() {
    Bench bench = bench();
    if (oauth2().isEmpty()) {
      var credential = bench.credential();
      return () -> bench.create(credential).id();
    }
    String query = bench.approve(bench.begin(bench.request()));
    return () -> bench.connection(bench.arrive(query)).id();
  }

  private static List<ConnectionId> together(List<Callable<ConnectionId>> arrivals)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(arrivals.size());
    ExecutorService threads = Executors.newFixedThreadPool(arrivals.size());
    try {
      List<ConnectionId> ids = new ArrayList<>();
      for (Future<ConnectionId> arrived : threads.invokeAll(behind(start, arrivals))) {
        ids.add(arrived.get());
      }
      return ids;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Callable<ConnectionId>> behind(
      CyclicBarrier start, List<Callable<ConnectionId>> arrivals) {
    return arrivals.stream()
        .<Callable<ConnectionId>>map(
            arrival ->
                () -> {
                  start.await();
                  return arrival.call();
                })
        .toList();
  }
}
