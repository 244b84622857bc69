package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonViewTest {
  private static final JsonView VIEW =
      JsonView.parse(
          "{\"errors\":[{\"code\":\"a\"},{\"code\":\"b\"}],\"0\":\"zero\",\"list\":[]}"
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void numberInAPathIsAPlaceInAnArray() {
    assertThat(VIEW.at("errors.0.code").text()).contains("a");
    assertThat(VIEW.at("errors.1.code").text()).contains("b");
    assertThat(VIEW.at("0").text()).contains("zero");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "errors.2.code",
        "list.0",
        "errors.-1.code",
        "errors..code",
        "errors.x",
        "errors.9999999"
      })
  void whatIsNotThereIsMissing(String path) {
    assertThat(VIEW.at(path).isMissing()).isTrue();
  }
}
