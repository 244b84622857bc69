package dev.patchbay.ciphers.tink;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** A keyset in a file. */
record FileSource(Path file, KeysetForm form) implements KeysetSource {
  private static final long LARGEST = 1L << 20;

  FileSource {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public KeysetHandle load() {
    return form.read(text(), describe());
  }

  private String text() {
    try {
      // What a link points to is what is judged and read.
      Path real = file.toRealPath();
      requireOrdinary(real);
      form.requireSafe(real);
      return Files.readString(real);
    } catch (NoSuchFileException missing) {
      throw Failures.configuration(
          "The keyset was to be read from "
              + describe()
              + ", which does not exist; make one with 'KeysetCommand create'");
    } catch (CharacterCodingException noText) {
      throw ClearForm.noKeyset(describe());
    } catch (IOException unreadable) {
      throw Failures.configuration(
          "The keyset was to be read from "
              + describe()
              + ", which cannot be read by this process; let its user own the file",
          unreadable);
    }
  }

  private void requireOrdinary(Path real) throws IOException {
    if (!Files.isRegularFile(real)) {
      throw Failures.configuration(
          "The keyset was to be read from " + describe() + ", which is no regular file; name one");
    }
    long size = Files.size(real);
    if (size == 0 || size > LARGEST) {
      throw Failures.configuration(
          "The keyset was to be read from "
              + describe()
              + ", which has "
              + size
              + " bytes; expected Tink's JSON, as 'KeysetCommand create' writes it");
    }
  }

  @Override
  public String describe() {
    return "file '" + file + "'";
  }

  @Override
  public String toString() {
    return describe();
  }
}
