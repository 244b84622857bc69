package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A keyset in an environment variable, as JSON or as that in Base64. */
record EnvironmentSource(
    String variable, KeysetForm form, Function<String, @Nullable String> environment)
    implements KeysetSource {

  EnvironmentSource {
    Objects.requireNonNull(variable, "variable");
  }

  @Override
  public KeysetHandle load() {
    String value = environment.apply(variable);
    if (value == null || value.isBlank()) {
      throw Failures.configuration(
          "The keyset was to be read from "
              + describe()
              + ", which is "
              + (value == null ? "not set" : "empty")
              + "; set it to the JSON of a keyset, or to that in Base64");
    }
    return form.read(json(value.strip()), describe());
  }

  private String json(String value) {
    if (value.startsWith("{")) {
      return value;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException quoting) {
      throw ClearForm.noKeyset(describe());
    }
  }

  @Override
  public String describe() {
    return "environment variable '" + variable + "'";
  }

  @Override
  public String toString() {
    return describe();
  }
}
