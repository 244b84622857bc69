package dev.patchbay.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.error.InvalidRequestException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What passes leads nowhere else in a browser either. The judge is the URL parser of Node, which is
 * that of the WHATWG; each text is resolved as the {@code Location} of a callback route.
 */
@Tag("one-jdk")
class ReturnUrlsIT {
  private static final long SEED = 20_261_126;
  private static final int MUTATIONS = 20_000;
  private static final Set<String> ORIGINS =
      Set.of("https://app.example", "https://portal.example");

  /** Reads texts as JSON, a line each, and writes where each leads. */
  private static final String JUDGE =
      """
      require('readline').createInterface({ input: process.stdin }).on('line', line => {
        let origin;
        try {
          origin = new URL(JSON.parse(line), 'https://app.example/api/v1/oauth/callback').origin;
        } catch (unreadable) {
          origin = 'nowhere';
        }
        console.log(origin);
      });
      """;

  private final ReturnUrls returns = new ReturnUrls(ReturnUrlCorpus.ALLOWED);

  @BeforeAll
  static void findNode() {
    assumeTrue(hasNode(), "'node' is not on the PATH: no browser's parser to compare with");
  }

  private static boolean hasNode() {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      return node.waitFor(30, TimeUnit.SECONDS) && node.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  @Timeout(120)
  void nothingThatPassesLeadsToAForeignOrigin() throws Exception {
    List<String> mutations =
        new ReturnUrlMutations(SEED).stream().limit(MUTATIONS).filter(this::passes).toList();
    List<String> passing = Stream.concat(accepted(), mutations.stream()).toList();

    List<String> origins = origins(passing);

    assertThat(mutations).as("enough to be worth it").hasSizeGreaterThan(MUTATIONS / 50);
    assertThat(origins).hasSameSizeAs(passing);
    for (int i = 0; i < passing.size(); i++) {
      assertThat(ORIGINS).as("Where <%s> leads", passing.get(i)).contains(origins.get(i));
      assertThat(origins.get(i)).as(passing.get(i)).isEqualTo(expected(passing.get(i)));
    }
  }

  /** So that the judge is known to judge. */
  @Test
  @Timeout(120)
  void someOfWhatIsRefusedWouldLeadThere() throws Exception {
    assertThat(origins(ReturnUrlCorpus.refused()))
        .filteredOn(origin -> !ORIGINS.contains(origin))
        .hasSizeGreaterThan(100);
  }

  private static Stream<String> accepted() {
    return ReturnUrlCorpus.accepted().stream();
  }

  private boolean passes(String text) {
    try {
      return returns.check(text).equals(text);
    } catch (InvalidRequestException refused) {
      return false;
    }
  }

  private static String expected(String text) {
    return text.startsWith("https://portal.example")
        ? "https://portal.example"
        : "https://app.example";
  }

  private static List<String> origins(List<String> texts) throws Exception {
    Process node =
        new ProcessBuilder("node", "-e", JUDGE)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      CompletableFuture<List<String>> answers =
          CompletableFuture.supplyAsync(
              () -> node.inputReader(StandardCharsets.UTF_8).lines().toList());
      try (BufferedWriter questions = node.outputWriter(StandardCharsets.UTF_8)) {
        for (String text : texts) {
          questions.write(json(text));
          questions.newLine();
        }
      }
      return new ArrayList<>(answers.get(60, TimeUnit.SECONDS));
    } finally {
      node.destroy();
    }
  }

  /** Everything that is not a letter or a digit is escaped. */
  private static String json(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c < 128 && Character.isLetterOrDigit(c)
                    ? String.valueOf((char) c)
                    : "\\u%04x".formatted(c))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
