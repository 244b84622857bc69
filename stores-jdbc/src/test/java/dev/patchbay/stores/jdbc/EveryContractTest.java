package dev.patchbay.stores.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.stores.StoresContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No contract suite is left out on any database. */
class EveryContractTest {
  private static final String SUFFIX = "Contract.class";

  @ParameterizedTest
  @ValueSource(
      classes = {
        H2ContractTest.class,
        OldPostgresContractTest.class,
        NewPostgresContractTest.class,
        PgBouncerContractTest.class
      })
  void isRunOnTheDatabase(Class<?> suites) throws Exception {
    Set<String> run =
        Arrays.stream(suites.getDeclaredClasses())
            .map(Class::getSuperclass)
            .filter(Objects::nonNull)
            .map(Class::getSimpleName)
            .filter(name -> name.endsWith("Contract"))
            .collect(Collectors.toSet());

    assertThat(run).isEqualTo(contracts()).hasSizeGreaterThan(10);
  }

  /** The contract suites of the testkit, be it a folder or a jar. */
  private static Set<String> contracts() throws Exception {
    URI base =
        Objects.requireNonNull(StoresContract.class.getResource("StoresContract.class")).toURI();
    if (!base.getScheme().equals("jar")) {
      return contracts(Path.of(base));
    }
    try (FileSystem jar = FileSystems.newFileSystem(base, Map.of())) {
      return contracts(jar.provider().getPath(base));
    }
  }

  private static Set<String> contracts(Path base) throws IOException {
    try (Stream<Path> files = Files.list(base.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && !name.equals("StoresContract.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .collect(Collectors.toSet());
    }
  }
}
