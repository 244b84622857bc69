package com.example.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.patchbay.ForPatchbay;
import dev.patchbay.spi.IntegrationProvider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Bindings of the host's own, of types that Patchbay uses too, and what it gives to Patchbay. */
final class HostModule extends AbstractModule {
  private final Clock clock = Clock.system(ZoneId.of("Europe/Paris"));
  private final ObjectMapper json = new ObjectMapper();
  private final SecureRandom random = new SecureRandom();
  private final IntegrationProvider extraProvider;

  HostModule(IntegrationProvider extraProvider) {
    this.extraProvider = extraProvider;
  }

  // tag::host-module
  @Override
  protected void configure() {
    bind(Clock.class).toInstance(clock); // the host's own three
    bind(ObjectMapper.class).toInstance(json);
    bind(SecureRandom.class).toInstance(random);
    OptionalBinder.newOptionalBinder(binder(), Key.get(Clock.class, ForPatchbay.class))
        .setBinding()
        .toInstance(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
    Multibinder.newSetBinder(binder(), IntegrationProvider.class)
        .addBinding()
        .toInstance(extraProvider);
  }

  // end::host-module

  boolean isUntouchedIn(Injector injector) {
    return injector.getInstance(Clock.class) == clock
        && injector.getInstance(ObjectMapper.class) == json
        && injector.getInstance(SecureRandom.class) == random;
  }
}
