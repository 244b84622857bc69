package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.OAuthClientSource;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntegrationsModuleTest {
  private static final Clock HOSTS_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Clock OUR_CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void livesBesideAHostsOwnBindingsAndTakesItsReplacements() {
    List<SessionEvent> heard = new ArrayList<>();
    Injector injector =
        Guice.createInjector(
            Integrations.builder().callbackUrl("https://host.example/callback").toModule(),
            new HostModule(heard));
    try (Integrations integrations = injector.getInstance(Integrations.class)) {
      assertThat(injector.getInstance(SessionManager.class)).isSameAs(integrations.sessions());
      assertThat(injector.getInstance(ConnectionManager.class))
          .isSameAs(integrations.connections());
      assertThat(injector.getInstance(Clock.class)).isSameAs(HOSTS_CLOCK);
      assertThat(integrations.installed()).extracting(IntegrationDefinition::id).contains("extra");

      var session =
          integrations
              .sessions()
              .create(SessionRequest.builder(WorkspaceId.of("ws_1"), "extra").build());

      assertThat(session.createdAt()).isEqualTo(OUR_CLOCK.instant());
      assertThat(session.authorizeUrl().map(URI::create).orElseThrow().getQuery())
          .contains("client_id=tenant");
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void twoRegistriesShareNothing() {
    IntegrationsBuilder builder = Integrations.builder().provider(new PlainProvider("plain"));
    try (Integrations one = builder.build();
        Integrations two = builder.build()) {
      assertThat(one.sessions()).isNotSameAs(two.sessions());
    }
  }

  private static final class HostModule extends AbstractModule {
    private final List<SessionEvent> heard;

    private HostModule(List<SessionEvent> heard) {
      this.heard = heard;
    }

    @Override
    protected void configure() {
      bind(Clock.class).toInstance(HOSTS_CLOCK);
      bind(SecureRandom.class).toInstance(new SecureRandom());
      OptionalBinder.newOptionalBinder(binder(), Key.get(Clock.class, ForPatchbay.class))
          .setBinding()
          .toInstance(OUR_CLOCK);
      OptionalBinder.newOptionalBinder(binder(), OAuthClientSource.class)
          .setBinding()
          .toInstance(
              lookup ->
                  Optional.of(
                      OAuthClient.builder("tenant").clientSecret(Secret.of("CNRY-t")).build()));
      Multibinder.newSetBinder(binder(), IntegrationProvider.class)
          .addBinding()
          .toInstance(new PlainProvider("extra"));
      Multibinder.newSetBinder(binder(), IntegrationListener.class)
          .addBinding()
          .toInstance(
              new IntegrationListener() {
                @Override
                public void sessionCreated(SessionEvent event) {
                  heard.add(event);
                }
              });
    }
  }
}
