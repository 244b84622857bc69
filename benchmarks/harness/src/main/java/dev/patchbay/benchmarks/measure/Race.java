package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.contest.TokenSource;
import dev.patchbay.benchmarks.service.RotatingService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many callers want the token of one connection in the moment at which it has expired. The service
 * rotates strictly and takes its time.
 */
public final class Race {
  private static final int WARM_UP = 2;
  private static final int TRIALS = 20;

  private final String contestant;
  private final int callers;
  private final RotatingService service;
  private final ExecutorService threads;
  private volatile long begin;

  private Race(String contestant, int callers, RotatingService service, ExecutorService threads) {
    this.contestant = contestant;
    this.callers = callers;
    this.service = service;
    this.threads = threads;
  }

  /**
   * Measures a contestant.
   *
   * @param arguments its class, how many callers there are, and the service's delay in milliseconds
   * @throws Exception if a trial cannot be run
   */
  public static void main(String[] arguments) throws Exception {
    int callers = Integer.parseInt(arguments[1]);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (RotatingService service = new RotatingService(Long.parseLong(arguments[2]))) {
      Race race = new Race(arguments[0], callers, service, threads);
      race.run(WARM_UP);
      print(race.run(TRIALS), callers);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Trial> run(int count) throws Exception {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trials.add(trial());
    }
    return trials;
  }

  private Trial trial() throws Exception {
    try (TokenSource source = Contestants.open(TokenSource.class, contestant)) {
      source.open(service.grant());
      CyclicBarrier together = new CyclicBarrier(callers + 1, () -> begin = Stopwatch.nanos());
      List<Future<String>> answers = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        answers.add(
            threads.submit(
                (Callable<String>)
                    () -> {
                      together.await();
                      return source.token();
                    }));
      }
      together.await();
      int failures = failures(answers);
      long nanos = Stopwatch.nanos() - begin;
      return new Trial(service.requests(), failures, nanos, service.isEnded());
    }
  }

  private int failures(List<Future<String>> answers) throws InterruptedException {
    List<String> tokens = new ArrayList<>();
    for (Future<String> answer : answers) {
      try {
        tokens.add(answer.get());
      } catch (ExecutionException refused) {
        tokens.add("");
      }
    }
    return (int) tokens.stream().filter(token -> !service.isValid(token)).count();
  }

  private static void print(List<Trial> trials, int callers) {
    new Reading("requests", trials.stream().mapToInt(Trial::requests).max().orElseThrow()).print();
    new Reading(
            "failed",
            100.0 * trials.stream().mapToInt(Trial::failures).sum() / (callers * trials.size()))
        .print();
    new Reading("lost", 100.0 * trials.stream().filter(Trial::lost).count() / trials.size())
        .print();
    Spread spread = Spread.of(trials.stream().mapToLong(Trial::nanos).toArray());
    new Reading("millis", spread.micros(0.5) / 1e3).print();
  }

  private record Trial(int requests, int failures, long nanos, boolean lost) {}
}
