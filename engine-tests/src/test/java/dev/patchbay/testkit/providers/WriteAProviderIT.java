package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the guide for authors shows is compiled outside of the build, and proved by the kit. */
class WriteAProviderIT {
  private static final Path ROOT = Path.of(System.getProperty("patchbay.root"));
  private static final Path GUIDE = ROOT.resolve("docs/write-a-provider.md");
  private static final Path PROJECT = ROOT.resolve("testkit/src/it/acme-provider");
  private static final Path PROVIDER =
      PROJECT.resolve("src/main/java/com/example/acme/AcmeProvider.java");
  private static final Path KIT =
      PROJECT.resolve("src/test/java/com/example/acme/AcmeContractTest.java");
  private static final Pattern BLOCK =
      Pattern.compile("^```\\w* (\\S+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @TempDir Path folder;

  @Test
  void guideShowsTheFilesThatAreBuilt() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(GUIDE)).results().toList();

    assertThat(blocks).extracting(block -> ROOT.resolve(block.group(1))).contains(PROVIDER, KIT);
    for (MatchResult block : blocks) {
      Path file = ROOT.resolve(block.group(1));
      assertThat(block.group(2)).as(block.group(1)).isEqualTo(Files.readString(file));
    }
  }

  @Test
  void providerAndKitAreShort() throws IOException {
    assertThat(Files.readAllLines(PROVIDER).size() + Files.readAllLines(KIT).size())
        .isLessThanOrEqualTo(60);
  }

  @Test
  void providerOfTheGuideKeepsTheContract() throws Exception {
    Path classes = folder.resolve("classes");
    Path tests = folder.resolve("test-classes");
    String classPath = System.getProperty("java.class.path");
    compile(
        "--module-path",
        classPath,
        "-d",
        classes.toString(),
        PROVIDER.toString(),
        PROJECT.resolve("src/main/java/module-info.java").toString());
    copyServicesFile(classes);
    String both = classes + System.getProperty("path.separator") + classPath;
    compile("-cp", both, "-d", tests.toString(), KIT.toString());

    try (URLClassLoader loader = loader(classes, tests)) {
      EngineExecutionResults results = run(loader.loadClass("com.example.acme.AcmeContractTest"));

      assertThat(results.allEvents().failed().list()).isEmpty();
      assertThat(results.testEvents().aborted().list()).isEmpty();
      assertThat(results.testEvents().succeeded().count()).isGreaterThan(50);
    }
  }

  private static EngineExecutionResults run(Class<?> suite) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute();
  }

  private static void copyServicesFile(Path classes) throws IOException {
    String name = "META-INF/services/dev.patchbay.spi.IntegrationProvider";
    Files.createDirectories(classes.resolve("META-INF/services"));
    Files.copy(PROJECT.resolve("src/main/resources").resolve(name), classes.resolve(name));
  }

  private static URLClassLoader loader(Path... folders) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path one : folders) {
      urls.add(one.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), WriteAProviderIT.class.getClassLoader());
  }

  private static void compile(String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output);
    String[] all =
        Stream.concat(Stream.of("-nowarn", "-proc:none"), Arrays.stream(arguments))
            .toArray(String[]::new);
    int result = ToolProvider.findFirst("javac").orElseThrow().run(printer, printer, all);

    assertThat(result).as(output.toString()).isZero();
  }
}
