package dev.patchbay.ciphers.tink;

import java.util.List;

/** Every format there was, and the one that is written. */
final class RecordFormats {
  static final RecordFormat WRITTEN = new FormatOne();
  private static final List<RecordFormat> READ = List.of(WRITTEN);

  private RecordFormats() {}

  /** Finds the format of a record, or throws {@code SECRET_UNREADABLE}. */
  static RecordFormat of(byte[] sealed) {
    return READ.stream()
        .filter(format -> sealed.length > 0 && sealed[0] == format.number())
        .findFirst()
        .orElseThrow(Failures::unreadable);
  }
}
