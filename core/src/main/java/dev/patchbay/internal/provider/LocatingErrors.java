package dev.patchbay.internal.provider;

import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the jar and class behind an error of {@code ServiceLoader}, which names them in prose or
 * not at all. No code of a provider has run by then, so the error's message is the JDK's own.
 */
final class LocatingErrors {
  private final ClassLoader classLoader;
  private final List<ServicesFile> files;
  private final Set<String> blamed = new HashSet<>();

  LocatingErrors(ClassLoader classLoader) {
    this.classLoader = classLoader;
    this.files = ServicesFile.list(classLoader);
  }

  ProviderLoadFailure explain(Throwable error) {
    return unreadableFile(error)
        .or(() -> unusableClass(error))
        .orElseGet(() -> unreadable(ServicesFile.NAME, error));
  }

  private Optional<ProviderLoadFailure> unreadableFile(Throwable error) {
    String message = String.valueOf(error.getMessage());
    return files.stream()
        .filter(file -> message.contains(file.url() + ":"))
        .findFirst()
        .map(file -> unreadable(file.source(), error));
  }

  private static ProviderLoadFailure unreadable(String source, Throwable error) {
    String message = "The services file cannot be read: " + OneLine.of(error.toString());
    return ProviderLoadFailure.builder(source, Stage.LOCATE, message)
        .cause(ForeignFailure.of(error))
        .build();
  }

  private Optional<ProviderLoadFailure> unusableClass(Throwable error) {
    Optional<Origin> culprit =
        error instanceof ServiceConfigurationError ? named(error) : foundByTrying(error);
    return culprit.map(
        origin ->
            origin.failure(
                Stage.LOCATE,
                OneLine.of("'" + origin.className() + "' is no provider: " + error),
                ForeignFailure.of(error)));
  }

  private Optional<Origin> named(Throwable error) {
    List<String> words = List.of(String.valueOf(error.getMessage()).split(" "));
    return declared().filter(origin -> words.contains(origin.className())).findFirst();
  }

  /** A linkage error names the class that is missing, not the provider that misses it. */
  private Optional<Origin> foundByTrying(Throwable error) {
    Optional<Origin> culprit =
        declared()
            .filter(origin -> !blamed.contains(origin.className()))
            .filter(origin -> failsAlike(origin.className(), error))
            .findFirst();
    culprit.map(Origin::className).ifPresent(blamed::add);
    return culprit;
  }

  private Stream<Origin> declared() {
    return files.stream()
        .flatMap(file -> file.classNames().stream().map(name -> new Origin(name, file.source())));
  }

  private boolean failsAlike(String className, Throwable error) {
    try {
      Class.forName(className, false, classLoader);
      return false;
    } catch (ClassNotFoundException absent) {
      return false;
    } catch (RuntimeException | LinkageError again) {
      return again.toString().equals(error.toString());
    }
  }
}
