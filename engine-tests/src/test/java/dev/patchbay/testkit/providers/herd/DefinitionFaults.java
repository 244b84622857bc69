package dev.patchbay.testkit.providers.herd;

import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.PkceMode;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.util.UUID;

/** Wrong in what they say of their service. */
public final class DefinitionFaults {
  private DefinitionFaults() {}

  /** Says something else each time. */
  public static final class DiffersEachTime implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return Sampled.super.definition().toBuilder()
          .documentation(URI.create("https://sample.example/docs?" + UUID.randomUUID()))
          .build();
    }
  }

  /** Leaves its reader alone. */
  public static final class LinksNothing implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return Sampled.super.definition().toBuilder().documentation(null).build();
    }
  }

  /** Asks a second place in clear text. */
  public static final class AsksInClear implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      IdentityCall inClear =
          IdentityCall.builder("/me")
              .base(UrlTemplate.of("http://localhost"))
              .idPaths("id")
              .build();
      return Sampled.sample(
          Sampled.oauth2().build(),
          Sampled.identity().otherwise(inClear).build(),
          Sampled.revocation().build());
    }
  }

  /** Goes without a proof key where the service knows it. */
  public static final class SkipsTheProofKey implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return with(Sampled.oauth2().pkce(PkceMode.UNSUPPORTED));
    }
  }

  /** Puts commas between scopes where the service wants blanks. */
  public static final class SeparatesByComma implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return with(Sampled.oauth2().scopeSeparator(","));
    }
  }

  /** Believes that a refresh token stays, where each refresh brings another. */
  public static final class MissesTheRotation implements Sampled {
    @Override
    public IntegrationDefinition definition() {
      return with(
          Sampled.oauth2().refresh(RefreshRules.builder().rotation(RefreshRotation.KEPT).build()));
    }
  }

  /** Is not in its services file. */
  public static final class IsNotListed implements Sampled {}

  /** Is in its services file, while its module provides another one. */
  public static final class IsListedOnceOnly implements Sampled {}

  public static IntegrationDefinition with(OAuth2.Builder oauth2) {
    return Sampled.sample(oauth2.build(), Sampled.identity().build(), Sampled.revocation().build());
  }
}
