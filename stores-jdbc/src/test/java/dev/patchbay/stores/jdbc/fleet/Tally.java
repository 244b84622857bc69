package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What many callers learned who asked at the same moment: how many of them learned what. */
final class Tally {
  private static final int SHOWN_BYTES = 6;

  private Tally() {}

  /** Runs a call on so many threads at once, and says what they learned, as "a=3 b=1". */
  static String of(int callers, Callable<Stream<String>> call, ExecutorService threads)
      throws Exception {
    CountDownLatch ready = new CountDownLatch(callers);
    List<Future<Stream<String>>> running = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      running.add(
          threads.submit(
              () -> {
                ready.countDown();
                ready.await();
                return call.call();
              }));
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (Future<Stream<String>> one : running) {
      one.get().forEach(learned -> counts.merge(learned, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Adds up what several JVMs told of their callers. */
  static Map<String, Integer> sum(List<String> tallies) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String tally : tallies) {
      for (String one : tally.split(" ", -1)) {
        int equals = one.lastIndexOf('=');
        counts.merge(
            one.substring(0, equals), Integer.parseInt(one.substring(equals + 1)), Integer::sum);
      }
    }
    return counts;
  }

  /** {@return what a call gives, or the code it fails with} */
  static String learned(Supplier<String> call) {
    try {
      return call.get();
    } catch (IntegrationException failure) {
      return "failed:" + failure.code().wireValue();
    } catch (CompletionException failure) {
      return failure.getCause() instanceof IntegrationException known
          ? "failed:" + known.code().wireValue()
          : "threw:" + failure.getCause();
    }
  }

  /** {@return version and token of a credential, the token as a short hash} */
  static String of(Credentials credentials) {
    return "v" + credentials.version() + ":" + hash(credentials.accessToken().reveal());
  }

  static String hash(String secret) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, SHOWN_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
