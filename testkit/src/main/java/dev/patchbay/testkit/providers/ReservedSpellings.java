package dev.patchbay.testkit.providers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Sixty ways to write a parameter that belongs to the protocol. */
final class ReservedSpellings {
  private static final List<String> NAMES =
      List.of(
          "client_id",
          "client_secret",
          "response_type",
          "response_mode",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "request",
          "request_uri",
          "resource",
          "dpop_jkt");
  private static final List<String> MORE = List.of("code", "iss", "code_verifier", "grant_type");

  private ReservedSpellings() {}

  static List<String> all() {
    Stream<String> plain = Stream.concat(NAMES.stream(), MORE.stream());
    Stream<String> loud = NAMES.stream().map(name -> name.toUpperCase(Locale.ROOT));
    Stream<String> listed = NAMES.stream().map(name -> name + "[]");
    return Stream.of(plain, loud, listed, odd()).flatMap(names -> names).toList();
  }

  private static Stream<String> odd() {
    return Stream.of(
        "State",
        "%73tate",
        "state ",
        " state",
        "state\t",
        "state\u0000",
        "state\r\n",
        "state&scope",
        "state=x",
        "state#",
        "\uff53\uff54\uff41\uff54\uff45",
        "st\u00e4te",
        "scope.0",
        "");
  }
}
