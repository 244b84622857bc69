package dev.patchbay.web.raw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Queries of callbacks that have nothing to do with any session, or name one and are spoilt. */
final class MalformedQueries {
  private static final List<String> NAMES =
      List.of(
          "state",
          "code",
          "error",
          "iss",
          "error_description",
          "error_uri",
          "access_token",
          "id_token",
          "session_state",
          "scope",
          "STATE",
          "st%61te",
          "state[]",
          "state.x",
          "",
          "%00",
          "c%6Fde",
          "\u00e9");

  private final Random random;
  private final OddText text;
  private final List<String> states;

  MalformedQueries(Random random, List<String> states) {
    this.random = random;
    this.text = new OddText(random);
    this.states = states;
  }

  String next() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> spoilt();
      case 3 -> text.piece();
      case 4 -> pairs(1 + random.nextInt(400));
      case 5 -> "state=" + text.token() + "&code=" + text.token();
      case 6 -> repeated();
      default -> pairs(1 + random.nextInt(8));
    };
  }

  private String pairs(int count) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value = random.nextInt(3) == 0 ? text.token() : text.piece();
      pairs.add(text.pick(NAMES) + (random.nextInt(9) == 0 ? "" : "=") + value);
    }
    return String.join(text.pick(List.of("&", "&", "&", "&&", ";", "&amp;")), pairs);
  }

  private String repeated() {
    String pair = text.pick(NAMES) + "=" + text.token();
    return String.join("&", Collections.nCopies(1 + random.nextInt(100), pair));
  }

  /** A state that a session waits for, in a query that must be refused all the same. */
  private String spoilt() {
    String state = text.pick(states);
    List<UnaryOperator<String>> ways =
        List.of(
            good -> good + "&state=" + state,
            good -> good + "&state=" + text.token(),
            good -> good + "&st%61te=" + state,
            good -> good + "&code=" + text.token(),
            good -> good + "&code=",
            good -> good + "&error=access_denied",
            good -> good + "&error=",
            good -> good + "&error",
            good -> good + "&iss=",
            good -> good + "&iss=a&iss=a",
            good -> good + "&iss=%zz",
            good -> good + "%00",
            good -> good + "%0d%0a",
            good -> good + "%c3%a9",
            good -> good + "%ff",
            good -> good + "%",
            good -> good + "\u00e9",
            good -> good + "&x=" + "y".repeat(8_200),
            good -> "state=" + state,
            good -> "state=" + state + "&code=",
            good -> "state=" + state + "&code",
            good -> "state=" + state + "&CODE=x",
            good -> "state=" + state + "&code[]=x",
            good -> "state=" + state.substring(1) + "&code=x",
            good -> "state=" + state + ";a=b&code=x",
            good -> "state=" + state + "%20&code=x",
            good -> "state=%20" + state + "&error=access_denied",
            good -> "state=" + state + "&error=access_denied&error=access_denied",
            good -> "state[]=" + state + "&error=access_denied");
    return text.pick(ways).apply("state=" + state + "&code=" + text.token());
  }
}
