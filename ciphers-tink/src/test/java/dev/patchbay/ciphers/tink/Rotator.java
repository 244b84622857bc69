package dev.patchbay.ciphers.tink;

import java.nio.file.Path;

/** A process that rotates a keyset again and again, and prints the id of each key. */
final class Rotator {
  private Rotator() {}

  public static void main(String[] arguments) {
    KeysetFile keyset = KeysetFile.inClear(Path.of(arguments[0]));
    for (int turn = 0; turn < Integer.parseInt(arguments[1]); turn++) {
      System.out.println(keyset.replace(KeyType.AES_256_GCM));
    }
  }
}
