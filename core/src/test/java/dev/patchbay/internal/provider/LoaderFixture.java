package dev.patchbay.internal.provider;

import dev.patchbay.model.ProviderLoadFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A loader over jars in a folder, with everything that must be closed after a test. */
final class LoaderFixture implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final ExecutorService workers = Executors.newCachedThreadPool(LoaderFixture::daemon);
  private final List<URLClassLoader> classLoaders = new ArrayList<>();

  LoaderFixture(Path folder) {
    this.folder = folder;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "provider-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks in jars, in this order of the class path. */
  ProviderRegistry load(ProviderJar... jars) {
    return loader(ProviderSelection.builder(classPath(jars))).load(List.of());
  }

  /** Looks for blocked providers, too, and gives them this long. */
  ProviderRegistry loadWithin(Duration deadline, ProviderJar... jars) {
    ProviderSelection selection = ProviderSelection.builder(classPath(jars)).build();
    return new ProviderLoader(new ProviderGate(workers, deadline), selection).load(List.of());
  }

  ProviderLoader loader(ProviderSelection.Builder selection) {
    return new ProviderLoader(new ProviderGate(workers, PATIENCE), selection.build());
  }

  ClassLoader classPath(ProviderJar... jars) {
    URL[] urls = List.of(jars).stream().map(jar -> url(jar.writeTo(folder))).toArray(URL[]::new);
    URLClassLoader classLoader = new URLClassLoader(urls, LoaderFixture.class.getClassLoader());
    classLoaders.add(classLoader);
    return classLoader;
  }

  static List<String> ids(ProviderRegistry registry) {
    return registry.definitions().stream().map(definition -> definition.id()).toList();
  }

  static ProviderLoadFailure failureOf(ProviderRegistry registry, String source) {
    return registry.failures().stream()
        .filter(failure -> failure.source().equals(source))
        .findFirst()
        .orElseThrow(() -> new AssertionError(source + " is not in " + registry.failures()));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    for (URLClassLoader classLoader : classLoaders) {
      try {
        classLoader.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
