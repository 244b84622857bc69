package dev.patchbay;

import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.patchbay.internal.connection.PlainCipher;
import dev.patchbay.internal.memory.MemoryStores;
import dev.patchbay.internal.refresh.RefreshProbe;
import dev.patchbay.spi.CredentialCipher;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.OAuthClientSource;
import dev.patchbay.spi.Stores;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The one place where Patchbay is wired. Binds {@link Integrations}, {@link SessionManager} and
 * {@link ConnectionManager} as singletons; from {@link IntegrationsBuilder#toModule()}.
 *
 * <p>A host replaces {@link Stores}, {@link CredentialCipher}, {@link OAuthClientSource}, and the
 * {@link Clock} and {@link SecureRandom} marked {@link ForPatchbay}, by {@code
 * OptionalBinder.newOptionalBinder(binder, type).setBinding()}, and adds providers and listeners by
 * {@code Multibinder}. It closes the {@link Integrations} itself: Guice has no life cycle.
 */
public final class IntegrationsModule implements Module {
  /** Stands for the absence of a source, which then asks for no callback URL. */
  static final OAuthClientSource NO_SOURCE = lookup -> Optional.empty();

  private final Options options;

  IntegrationsModule(Options options) {
    this.options = options;
  }

  /**
   * Binds everything.
   *
   * @param binder the binder
   */
  @Override
  public void configure(Binder binder) {
    Key<Clock> clock = Key.get(Clock.class, ForPatchbay.class);
    Provider<Clock> clocks = binder.getProvider(clock);
    replaceable(binder, clock, () -> options.clock == null ? Clock.systemUTC() : options.clock);
    replaceable(binder, Key.get(SecureRandom.class, ForPatchbay.class), SecureRandom::new);
    replaceable(
        binder,
        Key.get(Stores.class),
        () -> options.stores == null ? new MemoryStores(clocks.get()) : options.stores);
    replaceable(
        binder,
        Key.get(CredentialCipher.class),
        () -> options.cipher == null ? new PlainCipher() : options.cipher);
    replaceable(
        binder,
        Key.get(OAuthClientSource.class),
        () -> options.clientSource == null ? NO_SOURCE : options.clientSource);
    replaceable(binder, Key.get(RefreshProbe.class), () -> RefreshProbe.NONE);
    addAll(binder);
    bindApi(binder);
  }

  private static <T> void replaceable(Binder binder, Key<T> key, Provider<T> standard) {
    OptionalBinder.newOptionalBinder(binder, key)
        .setDefault()
        .toProvider(standard)
        .in(Singleton.class);
  }

  private void addAll(Binder binder) {
    Multibinder<IntegrationProvider> providers =
        Multibinder.newSetBinder(binder, IntegrationProvider.class);
    options.providers.forEach(provider -> providers.addBinding().toInstance(provider));
    Multibinder<IntegrationListener> listeners =
        Multibinder.newSetBinder(binder, IntegrationListener.class);
    options.listeners.forEach(listener -> listeners.addBinding().toInstance(listener));
  }

  /** Eagerly, so that wrong settings stop the start in a host's injector too. */
  private void bindApi(Binder binder) {
    Provider<Components> components = components(binder);
    Provider<Integrations> integrations = binder.getProvider(Integrations.class);
    binder
        .bind(Integrations.class)
        .toProvider(() -> new Assembly(options, components.get()).assemble())
        .asEagerSingleton();
    binder.bind(SessionManager.class).toProvider(() -> integrations.get().sessions());
    binder.bind(ConnectionManager.class).toProvider(() -> integrations.get().connections());
  }

  private static Provider<Components> components(Binder binder) {
    Provider<Stores> stores = binder.getProvider(Stores.class);
    Provider<CredentialCipher> ciphers = binder.getProvider(CredentialCipher.class);
    Provider<OAuthClientSource> sources = binder.getProvider(OAuthClientSource.class);
    Provider<Clock> clocks = binder.getProvider(Key.get(Clock.class, ForPatchbay.class));
    Provider<SecureRandom> randoms =
        binder.getProvider(Key.get(SecureRandom.class, ForPatchbay.class));
    Provider<Set<IntegrationProvider>> providers =
        binder.getProvider(Key.get(new TypeLiteral<Set<IntegrationProvider>>() {}));
    Provider<Set<IntegrationListener>> listeners =
        binder.getProvider(Key.get(new TypeLiteral<Set<IntegrationListener>>() {}));
    Provider<RefreshProbe> probes = binder.getProvider(RefreshProbe.class);
    return () ->
        new Components(
            stores.get(),
            ciphers.get(),
            sources.get(),
            clocks.get(),
            randoms.get(),
            providers.get(),
            listeners.get(),
            probes.get());
  }

  /** What a host may have replaced or added. */
  record Components(
      Stores stores,
      CredentialCipher cipher,
      OAuthClientSource clientSource,
      Clock clock,
      SecureRandom random,
      Set<IntegrationProvider> providers,
      Set<IntegrationListener> listeners,
      RefreshProbe probe) {}
}
