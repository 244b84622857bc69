package dev.patchbay.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final Secret SECRET = Secret.of("CNRY-s");

  @Test
  void showsItselfNowhereButOnDemand() {
    assertThat(SECRET).hasToString("Secret[redacted]");
    assertThat(SECRET.reveal()).isEqualTo("CNRY-s");
    assertThat(OAuthClient.builder("id").clientSecret(SECRET).build().toString())
        .doesNotContain("CNRY");
  }

  @Test
  void equalsByText() {
    assertThat(SECRET).isEqualTo(Secret.of("CNRY-s")).hasSameHashCodeAs(Secret.of("CNRY-s"));
    assertThat(SECRET).isNotEqualTo(Secret.of("CNRY-t")).isNotEqualTo("CNRY-s");
  }

  @Test
  void serialisersThatReadEveryFieldFindNothing() throws JsonProcessingException {
    JsonMapper curious =
        JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    assertThat(curious.writeValueAsString(SECRET)).isEqualTo("{}");
  }
}
