package dev.patchbay.testkit.providers;

import dev.patchbay.spi.IntegrationProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the jar or folder that a provider comes from says about providers. */
final class Listing {
  private static final String SERVICE = IntegrationProvider.class.getName();
  private static final String SERVICES_FILE = "META-INF/services/" + SERVICE;
  private static final String DESCRIPTOR = "module-info.class";

  private final URL place;

  private Listing(URL place) {
    this.place = place;
  }

  static Listing of(Class<?> provider) {
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    return new Listing(source.getLocation());
  }

  /** The classes that the services file names. */
  Set<String> named() throws IOException {
    return read(SERVICES_FILE).map(Listing::lines).orElseGet(Set::of);
  }

  /** The classes that the module provides; empty if the place is no module. */
  Optional<Set<String>> provided() throws IOException {
    return read(DESCRIPTOR)
        .map(bytes -> ModuleDescriptor.read(java.nio.ByteBuffer.wrap(bytes)))
        .map(Listing::providers);
  }

  private static Set<String> providers(ModuleDescriptor module) {
    return module.provides().stream()
        .filter(provides -> provides.service().equals(SERVICE))
        .map(ModuleDescriptor.Provides::providers)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> lines(byte[] file) {
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("#", 2)[0].strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // A loader without parents sees this place and no other.
  private Optional<byte[]> read(String name) throws IOException {
    try (URLClassLoader here = new URLClassLoader(new URL[] {place}, null)) {
      @Nullable URL found = here.findResource(name);
      if (found == null) {
        return Optional.empty();
      }
      try (InputStream in = found.openStream()) {
        return Optional.of(in.readAllBytes());
      }
    }
  }

  @Override
  public String toString() {
    return URI.create(Objects.toString(place)).toString();
  }
}
