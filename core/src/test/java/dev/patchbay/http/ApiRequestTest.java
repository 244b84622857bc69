package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.error.InvalidRequestException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiRequestTest {
  private static final RequestBody STREAM = out -> out.write('a');

  private final ApiRequest.Builder builder =
      ApiRequest.builder("POST", URI.create("https://api.acme.example/things"));

  @Test
  void keepsBytesAsTheyWere() {
    byte[] content = {1, 2};
    ApiRequest request = builder.bytes("image/png", content).build();
    content[0] = 9;

    assertThat(request.contentType()).contains("image/png");
    assertThat(request.body()).contains(new byte[] {1, 2});
  }

  @Test
  void lastBodyWins() {
    ApiRequest streamed = builder.json(Map.of("a", 1)).stream("a/b", STREAM).build();
    assertThat(streamed.body()).isEmpty();
    assertThat(streamed.stream()).contains(STREAM);
    assertThat(streamed.toBuilder().build().stream()).contains(STREAM);
    assertThat(streamed.contentType()).contains("a/b");

    ApiRequest form = builder.form(Map.of("a", "b")).build();
    assertThat(form.stream()).isEmpty();
    assertThat(form.body()).isPresent();
  }

  @Test
  void refusesWhatCannotBeSent() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> builder.bytes("a/b\r\nX: y", new byte[0]));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> RequestBody.ofLength(-1, STREAM));
  }

  @Test
  void lengthIsKnownWhereItWasTold() {
    assertThat(STREAM.length()).isEmpty();
    assertThat(RequestBody.ofLength(7, STREAM).length()).hasValue(7);
  }
}
