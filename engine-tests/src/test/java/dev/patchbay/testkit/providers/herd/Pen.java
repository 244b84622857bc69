package dev.patchbay.testkit.providers.herd;

import dev.patchbay.spi.IntegrationProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A folder with one provider and its services file, as if it had come in a jar of its own. */
final class Pen extends URLClassLoader {
  private static final String SERVICE = IntegrationProvider.class.getName();

  private final String member;

  private Pen(Path folder, String member) throws IOException {
    super(new URL[] {folder.toUri().toURL()}, Pen.class.getClassLoader());
    this.member = member;
  }

  static IntegrationProvider load(Path folder, String member)
      throws IOException, ReflectiveOperationException {
    String file = member.replace('.', '/') + ".class";
    Path target = folder.resolve(file);
    if (!Files.exists(target)) {
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      try (InputStream in = Pen.class.getClassLoader().getResourceAsStream(file)) {
        Files.copy(Objects.requireNonNull(in, file), target);
      }
      describe(folder, member);
    }
    return new Pen(folder, member)
        .loadClass(member)
        .asSubclass(IntegrationProvider.class)
        .getConstructor()
        .newInstance();
  }

  private static void describe(Path folder, String member) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    boolean listed = !member.equals(DefinitionFaults.IsNotListed.class.getName());
    Files.writeString(services.resolve(SERVICE), (listed ? member : "# none yet") + "\n");
    if (member.equals(DefinitionFaults.IsListedOnceOnly.class.getName())) {
      provideAnother(folder);
    }
  }

  // The descriptor names what it provides by text, so stand-ins will do to compile it.
  private static void provideAnother(Path folder) throws IOException {
    Path sources = Files.createTempDirectory(folder, "sources");
    List<Path> files =
        List.of(
            write(
                sources,
                "module-info.java",
                "module sample { provides " + SERVICE + " with sample.Another; }"),
            write(
                sources,
                "IntegrationProvider.java",
                "package dev.patchbay.spi; public interface IntegrationProvider {}"),
            write(
                sources,
                "Another.java",
                "package sample; public class Another implements " + SERVICE + " {}"));
    Path classes = Files.createTempDirectory(folder, "classes");
    String[] arguments =
        Stream.concat(Stream.of("-d", classes.toString()), files.stream().map(Path::toString))
            .toArray(String[]::new);
    PrintWriter warnings = new PrintWriter(Writer.nullWriter());
    int result = ToolProvider.findFirst("javac").orElseThrow().run(warnings, warnings, arguments);
    if (result != 0) {
      throw new IllegalStateException("The module does not compile");
    }
    Files.copy(classes.resolve("module-info.class"), folder.resolve("module-info.class"));
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** The member itself comes from the folder, everything else from the test's class path. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.equals(member)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
