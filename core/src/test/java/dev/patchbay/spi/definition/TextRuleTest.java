package dev.patchbay.spi.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextRuleTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holdsForWhatItAllowsOnly(TextRule rule, List<String> good, List<String> bad) {
    assertThat(good).allMatch(rule::holds);
    assertThat(bad).noneMatch(rule::holds);
  }

  @Test
  void everyRuleIsTried() {
    assertThat(rules())
        .extracting(rule -> rule.get()[0])
        .containsExactly((Object[]) TextRule.values());
  }

  @Test
  void holdsForAllOnlyIfForEach() {
    assertThat(TextRule.WORD.holdsForAll(List.of())).isTrue();
    assertThat(TextRule.WORD.holdsForAll(List.of("a", "b"))).isTrue();
    assertThat(TextRule.WORD.holdsForAll(List.of("a", "b c"))).isFalse();
  }

  static List<Arguments> rules() {
    return Stream.concat(names(), texts()).toList();
  }

  private static Stream<Arguments> names() {
    return Stream.of(
        rule(
            TextRule.ID,
            List.of("ab", "a_-9", of('z', 40)),
            List.of("a", "9a", "-a", "aB", of('z', 41))),
        rule(
            TextRule.SET_NAME,
            List.of("a", "a_-9", of('z', 40)),
            List.of("", "_a", "a.b", of('z', 41))),
        rule(
            TextRule.VARIABLE,
            List.of("a", "a_9", of('z', 40)),
            List.of("", "9", "a-b", of('z', 41))),
        rule(TextRule.DISPLAY_NAME, List.of("Ä 1", of('z', 80)), List.of("", "a\tb", of('z', 81))));
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        rule(
            TextRule.TEXT,
            List.of("", "Ä 1", of('z', 500)),
            List.of("a\nb", "\u0085", of('z', 501))),
        rule(TextRule.VALUE, List.of("", " ~", of('z', 2048)), List.of("a\tb", "é", of('z', 2049))),
        rule(
            TextRule.SCOPE,
            List.of("!", "a:~", of('z', 256)),
            List.of("", "a b", "\"", of('z', 257))),
        rule(TextRule.SCOPE_SEPARATOR, List.of(" ", ", ", "+++"), List.of("", "\n", "++++")),
        rule(TextRule.METHOD, List.of("GET", of('Z', 16)), List.of("", "get", "A1", of('Z', 17))),
        rule(
            TextRule.PARAMETER,
            List.of("aZ9_-", of('z', 64)),
            List.of("", "a.b", "a[]", of('z', 65))),
        rule(
            TextRule.WORD,
            List.of("aZ9", "!#$%&'*+.^_`|~-", of('z', 64)),
            List.of("", "a b", "a:", "(a)", of('z', 65))));
  }

  private static Arguments rule(TextRule rule, List<String> good, List<String> bad) {
    return Arguments.of(rule, good, bad);
  }

  private static String of(char c, int times) {
    return String.valueOf(c).repeat(times);
  }
}
