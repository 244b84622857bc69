package dev.patchbay.internal.protocol;

import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenSetShape;
import java.util.List;

/** The token sets of an integration: those it declares, or the one that every other has. */
public final class TokenSets {
  private static final List<TokenSetShape> ONE = List.of(TokenSetShape.builder("default").build());

  private TokenSets() {}

  static List<TokenSetShape> shapes(OAuth2 oauth2) {
    return oauth2.tokenSets().isEmpty() ? ONE : oauth2.tokenSets();
  }

  /** The name of the primary token set, which a credential that was handed over becomes. */
  public static String primaryName(IntegrationDefinition definition) {
    return definition.oauth2().map(TokenSets::shapes).orElse(ONE).get(0).name();
  }
}
