package dev.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's table of modules tells how large each provider is and what comes with it. */
class ModuleTableIT {
  private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| `patchbay-[a-z-]+` \\|[^|]*\\| (\\d+) \\|([^|]*)\\|");
  private static final Pattern MODULE = Pattern.compile("`([a-z-]+)`");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<artifactId>patchbay-([a-z-]+)</artifactId>\\s*(<scope>test</scope>)?");

  /** The compressor of a JDK may do a little better or worse than another's. */
  private static final long TOLERANCE_KIB = 2;

  static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("README.md"))).results();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void jarIsAsLargeAsTheTableSays(MatchResult row) throws IOException {
    String module = row.group(1);
    Path target = ROOT.resolve(module).resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("patchbay-.*SNAPSHOT\\.jar"))
              .toList();
      assertThat(jars).hasSize(1);
      long kib = Math.round(Files.size(jars.get(0)) / 1024.0);
      assertThat(kib)
          .as(module)
          .isCloseTo(Long.parseLong(row.group(2)), within(TOLERANCE_KIB + kib / 20));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void dependenciesAreThoseOfTheTable(MatchResult row) throws IOException {
    Set<String> told = new TreeSet<>();
    MODULE.matcher(row.group(3)).results().forEach(name -> told.add(name.group(1)));

    assertThat(told).as(row.group(1)).isEqualTo(dependencies(row.group(1)));
  }

  /** Those of the module and, behind them, theirs. */
  private static Set<String> dependencies(String module) throws IOException {
    Set<String> all = new TreeSet<>();
    String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    int begin = pom.indexOf("<dependencies>");
    for (MatchResult found : DEPENDENCY.matcher(pom.substring(begin)).results().toList()) {
      if (found.group(2) == null) {
        all.add(found.group(1));
        all.addAll(dependencies(found.group(1)));
      }
    }
    return all;
  }
}
