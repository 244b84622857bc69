package dev.patchbay.internal.provider;

import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import java.net.URL;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** A provider's class, and the jar or folder that it came from. */
record Origin(String className, String source) {

  static Origin of(Class<?> type) {
    CodeSource code = type.getProtectionDomain().getCodeSource();
    URL location = code == null ? null : code.getLocation();
    String className = OneLine.of(type.getName());
    return new Origin(className, location == null ? "unknown" : fileName(location.toString()));
  }

  /** The name of a jar, also of one inside another; the whole path of a folder. */
  static String fileName(String location) {
    String jar = location.endsWith("!/") ? location.substring(0, location.length() - 2) : location;
    return jar.endsWith("/") ? jar : jar.substring(jar.lastIndexOf('/') + 1);
  }

  ProviderLoadFailure failure(Stage stage, String message, @Nullable Throwable cause) {
    return ProviderLoadFailure.builder(source, stage, message)
        .className(OneLine.of(className))
        .cause(cause)
        .build();
  }
}
