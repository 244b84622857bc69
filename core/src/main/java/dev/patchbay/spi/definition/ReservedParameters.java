package dev.patchbay.spi.definition;

import java.util.Locale;
import java.util.Set;

/**
 * The parameters of the authorise URL that belong to the protocol: neither a definition nor a
 * request may set them.
 *
 * @see <a href="https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml">OAuth
 *     parameters</a>
 */
public final class ReservedParameters {
  private static final Set<String> RESERVED =
      Set.of(
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type",
          "response_type",
          "response_mode",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code",
          "code_challenge",
          "code_challenge_method",
          "code_verifier",
          "grant_type",
          "request",
          "request_uri",
          "resource",
          "dpop_jkt",
          "iss");

  private ReservedParameters() {}

  /**
   * Says whether a parameter belongs to the protocol.
   *
   * @param name the name, in any case
   * @return whether it is reserved, or no plain parameter name at all
   */
  public static boolean isReserved(String name) {
    return RESERVED.contains(name.toLowerCase(Locale.ROOT)) || !TextRule.PARAMETER.holds(name);
  }
}
