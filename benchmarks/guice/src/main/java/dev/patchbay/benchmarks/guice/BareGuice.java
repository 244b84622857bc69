package dev.patchbay.benchmarks.guice;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Set;

/**
 * What a start costs for Guice alone: as many bindings as Patchbay's module makes, of its kinds.
 */
public final class BareGuice implements Module {
  /**
   * Makes the injector, and prints a line.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    Registry registry = Guice.createInjector(new BareGuice()).getInstance(Registry.class);
    System.out.println(registry.sessions().url());
  }

  @Override
  public void configure(Binder binder) {
    replaceable(binder, Key.get(Time.class, Marked.class), Time::new);
    replaceable(binder, Key.get(Chance.class, Marked.class), Chance::new);
    replaceable(binder, Key.get(Store.class), Store::new);
    replaceable(binder, Key.get(Cipher.class), Cipher::new);
    replaceable(binder, Key.get(Source.class), Source::new);
    replaceable(binder, Key.get(Probe.class), Probe::new);
    Multibinder.newSetBinder(binder, Plugin.class);
    Multibinder.newSetBinder(binder, Listener.class);
    bindApi(binder);
  }

  private static <T> void replaceable(Binder binder, Key<T> key, Provider<T> standard) {
    OptionalBinder.newOptionalBinder(binder, key)
        .setDefault()
        .toProvider(standard)
        .in(Singleton.class);
  }

  private static void bindApi(Binder binder) {
    Provider<Parts> parts = parts(binder);
    Provider<Registry> registry = binder.getProvider(Registry.class);
    binder
        .bind(Registry.class)
        .toProvider(() -> new Registry(parts.get(), new Sessions(), new Connections()))
        .asEagerSingleton();
    binder.bind(Sessions.class).toProvider(() -> registry.get().sessions());
    binder.bind(Connections.class).toProvider(() -> registry.get().connections());
  }

  private static Provider<Parts> parts(Binder binder) {
    Provider<Store> stores = binder.getProvider(Store.class);
    Provider<Cipher> ciphers = binder.getProvider(Cipher.class);
    Provider<Source> sources = binder.getProvider(Source.class);
    Provider<Time> times = binder.getProvider(Key.get(Time.class, Marked.class));
    Provider<Chance> chances = binder.getProvider(Key.get(Chance.class, Marked.class));
    Provider<Set<Plugin>> plugins = binder.getProvider(Key.get(new TypeLiteral<Set<Plugin>>() {}));
    Provider<Set<Listener>> listeners =
        binder.getProvider(Key.get(new TypeLiteral<Set<Listener>>() {}));
    Provider<Probe> probes = binder.getProvider(Probe.class);
    return () ->
        new Parts(
            stores.get(),
            ciphers.get(),
            sources.get(),
            times.get(),
            chances.get(),
            plugins.get(),
            listeners.get(),
            probes.get());
  }

  /** Stands for {@code ForPatchbay}. */
  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  private @interface Marked {}

  private interface Plugin {}

  private interface Listener {}

  private record Time() {}

  private record Chance() {}

  private record Store() {}

  private record Cipher() {}

  private record Source() {}

  private record Probe() {}

  private record Connections() {}

  private record Sessions() {
    String url() {
      return "https://host.example/authorize?guice";
    }
  }

  private record Parts(
      Store store,
      Cipher cipher,
      Source source,
      Time time,
      Chance chance,
      Set<Plugin> plugins,
      Set<Listener> listeners,
      Probe probe) {}

  private record Registry(Parts parts, Sessions sessions, Connections connections) {}
}
