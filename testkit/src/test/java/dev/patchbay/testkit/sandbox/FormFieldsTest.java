package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {

  @Test
  void readsBackWhatItWrote() {
    FormFields read = FormFields.parse(FormFields.encode(Map.of("a b", "ü&=+%\"")));

    assertThat(read.isWellFormed()).isTrue();
    assertThat(read.find("a b")).contains("ü&=+%\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=1&%61=2", "a=1&a", "a=%", "%zz=1"})
  void isMalformedWithARepeatedNameOrAStrayPercentSign(String text) {
    assertThat(FormFields.parse(text).isWellFormed()).isFalse();
  }

  @Test
  void treatsAnEmptyValueAsNone() {
    FormFields read = FormFields.parse("&a=&b&c=1&");

    assertThat(read.isWellFormed()).isTrue();
    assertThat(read.find("a")).isEmpty();
    assertThat(read.find("b")).isEmpty();
    assertThat(read.find("c")).contains("1");
  }
}
