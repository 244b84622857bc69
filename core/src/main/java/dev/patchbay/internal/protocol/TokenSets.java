package dev.patchbay.internal.protocol;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.TokenSetShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The token sets of an integration: those it declares, or the one that every other has. */
public final class TokenSets {
  private static final List<TokenSetShape> ONE = List.of(TokenSetShape.builder("default").build());

  private TokenSets() {}

  static List<TokenSetShape> shapes(OAuth2 oauth2) {
    return oauth2.tokenSets().isEmpty() ? ONE : oauth2.tokenSets();
  }

  /** Where a set stands in the reply to its refresh, under its own name. */
  static Optional<TokenSetShape> refreshed(OAuth2 oauth2, String name) {
    return shapes(oauth2).stream()
        .filter(shape -> shape.name().equals(name))
        .map(TokenSetShape::refreshed)
        .findFirst();
  }

  /** The name of the token set that a credential becomes which was handed over. */
  public static String nameOf(IntegrationDefinition definition, Secret credential) {
    return definition.accessToken().stream()
        .flatMap(method -> method.tokenSets().entrySet().stream())
        .filter(entry -> credential.reveal().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> definition.oauth2().map(TokenSets::shapes).orElse(ONE).get(0).name());
  }
}
