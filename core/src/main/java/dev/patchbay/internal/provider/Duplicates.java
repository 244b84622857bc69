package dev.patchbay.internal.provider;

import dev.patchbay.model.ProviderLoadFailure;
import dev.patchbay.model.ProviderLoadFailure.Stage;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses providers that have one id: which of them came first on the class path is chance. */
final class Duplicates {
  private Duplicates() {}

  /** One failure per provider, all with one message that names every one of them. */
  static List<ProviderLoadFailure> failures(List<InstalledProvider> rivals) {
    String message =
        rivals.stream()
            .map(rival -> "'" + rival.className() + "' in '" + rival.source() + "'")
            .sorted()
            .collect(
                Collectors.joining(
                    " and ",
                    "Several providers have the id '" + rivals.get(0).id() + "': ",
                    "; leave all but one out"));
    return rivals.stream().map(rival -> rival.failure(Stage.DUPLICATE, message)).toList();
  }
}
