package dev.patchbay.web.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How JSON is read, strictly, and written. */
final class Json {
  private static final int MAX_DEPTH = 8;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // What it recycles stays with the container's threads, and keeps our classes.
                  .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** {@return an answer that all went well} */
  static Reply success(int status, Data data) {
    return new Reply(
        status,
        Map.of("content-type", Reply.JSON),
        out -> {
          try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            // What broke off must not look as if it were all.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            json.writeStartObject();
            json.writeBooleanField("success", true);
            json.writeFieldName("data");
            data.writeTo(json);
            json.writeEndObject();
          }
        });
  }

  static void optional(JsonGenerator json, String field, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }

  /** {@return a constant as it stands on the wire, in lower case} */
  static String wireValue(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Writes a time in ISO 8601, in UTC, to the millisecond. */
  static void time(JsonGenerator json, String field, Instant time) throws IOException {
    json.writeStringField(
        field, DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MILLIS)));
  }

  static void texts(JsonGenerator json, Map<String, String> texts) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  /** Writes what stands under {@code data}. */
  @FunctionalInterface
  interface Data {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
