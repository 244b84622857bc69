package dev.patchbay.internal.provider;

import dev.patchbay.spi.IntegrationProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a real jar of providers that were written outside this build: sources are compiled against
 * core alone. Not thread-safe.
 */
public final class ProviderJar {
  private static final String SERVICES_FILE =
      "META-INF/services/" + IntegrationProvider.class.getName();
  private static final int MAJOR_VERSION_OFFSET = 7;

  /** The class files of sources, by class name: the compiler makes the same of them each time. */
  private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED =
      new ConcurrentHashMap<>();

  private final String fileName;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final StringBuilder services = new StringBuilder();
  private final Set<String> leftOut = new HashSet<>();
  private final Map<String, Byte> versions = new HashMap<>();

  private ProviderJar(String fileName) {
    this.fileName = fileName;
  }

  /** Starts an empty jar. */
  public static ProviderJar named(String fileName) {
    return new ProviderJar(fileName);
  }

  /** Adds a class with its source; the source names its package. */
  public ProviderJar source(String className, String source) {
    sources.put(className, source);
    return this;
  }

  /** Adds a line to the services file, well formed or not. */
  public ProviderJar service(String line) {
    services.append(line).append('\n');
    return this;
  }

  /** Compiles a class and keeps it out of the jar. */
  public ProviderJar without(String className) {
    leftOut.add(className);
    return this;
  }

  /** Marks a class as compiled for another Java. */
  public ProviderJar classFileVersion(String className, int major) {
    versions.put(className, (byte) major);
    return this;
  }

  public String fileName() {
    return fileName;
  }

  /** Compiles and writes the jar into a folder. */
  public Path writeTo(Path folder) {
    Path jar = folder.resolve(fileName);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries(folder).entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return jar;
  }

  private Map<String, byte[]> entries(Path folder) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (Map.Entry<String, byte[]> compiled : compiled(folder).entrySet()) {
      String className = compiled.getKey();
      if (!leftOut.contains(className)) {
        String name = className.replace('.', '/') + ".class";
        entries.put(name, versioned(className, compiled.getValue().clone()));
      }
    }
    entries.put(SERVICES_FILE, services.toString().getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  private Map<String, byte[]> compiled(Path folder) throws IOException {
    @Nullable Map<String, byte[]> known = COMPILED.get(sources);
    if (known != null) {
      return known;
    }
    Map<String, byte[]> compiled = sources.isEmpty() ? Map.of() : compile(folder);
    COMPILED.put(Map.copyOf(sources), compiled);
    return compiled;
  }

  private Map<String, byte[]> compile(Path folder) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    compile(Files.createTempDirectory(folder, "sources"), classes);
    Map<String, byte[]> compiled = new HashMap<>();
    for (Path file : classFiles(classes)) {
      String name = classes.relativize(file).toString().replaceFirst("\\.class$", "");
      compiled.put(name.replaceAll("[/\\\\]", "."), Files.readAllBytes(file));
    }
    return compiled;
  }

  private void compile(Path sourceFolder, Path classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "--release", "17"));
    arguments.addAll(List.of("-encoding", "UTF-8", "-cp", core(), "-d", classes.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = sourceFolder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(printer, printer, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(
          "The sources of '" + fileName + "' do not compile: " + output);
    }
  }

  private static String core() {
    URI location =
        URI.create(
            IntegrationProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
    return Path.of(location).toString();
  }

  private static List<Path> classFiles(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private byte[] versioned(String className, byte[] classFile) {
    if (versions.containsKey(className)) {
      classFile[MAJOR_VERSION_OFFSET] = versions.get(className);
    }
    return classFile;
  }
}
