package dev.patchbay.stores.jdbc;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The SQL files of the jar, by name: not every class path or module path can be searched. */
final class SchemaFiles implements ResourceProvider {
  private static final List<String> NAMES =
      List.of("V1_0__sessions_and_connections.sql", "V1_1__connections_of_a_member.sql");

  private final String folder;

  SchemaFiles(Dialect dialect) {
    this.folder = "/patchbay-schema/" + dialect.name().toLowerCase(Locale.ROOT) + "/";
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return NAMES.contains(name) ? new SchemaFile(folder, name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return NAMES.stream()
        .filter(name -> name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
        .map(name -> (LoadableResource) new SchemaFile(folder, name))
        .toList();
  }

  private static final class SchemaFile extends LoadableResource {
    private final String folder;
    private final String name;

    SchemaFile(String folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    @Override
    public Reader read() {
      InputStream content = SchemaFiles.class.getResourceAsStream(folder + name);
      if (content == null) {
        throw new IllegalStateException("The jar lacks \"" + folder + name + "\".");
      }
      return new InputStreamReader(content, StandardCharsets.UTF_8);
    }

    @Override
    public String getAbsolutePath() {
      return folder + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return folder + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
