package dev.patchbay.ciphers.tink;

import dev.patchbay.error.IntegrationException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The command that makes keysets, rotates them and retires their keys. It prints ids, never keys.
 *
 * <pre>{@code
 * java -cp ... dev.patchbay.ciphers.tink.KeysetCommand create keyset.json
 * java -cp ... dev.patchbay.ciphers.tink.KeysetCommand rotate keyset.json
 * java -cp ... dev.patchbay.ciphers.tink.KeysetCommand rotate keyset.json --promote
 * }</pre>
 *
 * <p>It ends with 0, or with 1 if it could not do what it was asked, or with 2 if it was asked for
 * nothing that it knows. {@code docs/keys.md} tells when to use what.
 */
public final class KeysetCommand {
  private static final String AFTER_PROMOTION =
      "Next: once every node has read the file, which takes a minute, call"
          + " 'integrations.reencrypt(..)', then retire the old key.";

  private static final String USAGE =
      """
      Usage: create FILE [--xaes] [--kms URI]
             rotate FILE [--promote | --at-once] [--xaes] [--kms URI]
             list FILE [--kms URI]
             retire FILE KEYID (--unused | --undo | --erase) [--kms URI]""";

  private static final Map<String, Set<String>> FLAGS =
      Map.of(
          "create", Set.of("--xaes"),
          "rotate", Set.of("--promote", "--at-once", "--xaes"),
          "list", Set.of(),
          "retire", Set.of("--unused", "--undo", "--erase"));

  private final PrintStream out;
  private final PrintStream err;

  KeysetCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command and ends the JVM.
   *
   * @param arguments the command's name, the file, and what else it takes
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, Charset.defaultCharset());
    System.exit(new KeysetCommand(out, System.err).run(List.of(arguments)));
  }

  /** Runs the command, and returns its exit code. */
  int run(List<String> arguments) {
    try {
      CommandLine line = CommandLine.parse(arguments, FLAGS);
      return switch (line.name()) {
        case "create" -> create(line);
        case "rotate" -> rotate(line);
        case "list" -> list(line);
        default -> retire(line);
      };
    } catch (CommandLine.Misused misused) {
      err.println(misused.getMessage());
      err.println(USAGE);
      return 2;
    } catch (IntegrationException failed) {
      err.println(failed.detail().message());
      return 1;
    }
  }

  private static KeysetFile open(CommandLine line) {
    Path file = line.file();
    return line.kms()
        .map(uri -> KeysetFile.wrapped(file, MasterKeys.find(uri)))
        .orElseGet(() -> KeysetFile.inClear(file));
  }

  private int create(CommandLine line) {
    line.requireNoKeyId();
    KeyType type = line.has("--xaes") ? KeyType.XAES_256_GCM : KeyType.AES_256_GCM;
    String keyId = open(line).create(type);
    out.println("Key " + keyId + " writes. Keep a copy of the file apart from the database:");
    out.println("what is sealed is lost with it.");
    return 0;
  }

  private int rotate(CommandLine line) {
    line.requireNoKeyId();
    line.requireAtMostOneOf("--promote", "--at-once");
    KeysetFile keyset = open(line);
    if (line.has("--promote")) {
      line.requireAtMostOneOf("--promote", "--xaes");
      out.println("Key " + keyset.promote() + " writes.");
      out.println(AFTER_PROMOTION);
    } else if (line.has("--at-once")) {
      out.println("Key " + keyset.replace(newType(line, keyset)) + " writes.");
      out.println(AFTER_PROMOTION);
    } else {
      out.println("Key " + keyset.add(newType(line, keyset)) + " waits; it does not write yet.");
      out.println("Next: roll the keyset out to every node, then 'rotate --promote'.");
    }
    return 0;
  }

  /** That of the key that writes, unless told otherwise. */
  private static KeyType newType(CommandLine line, KeysetFile keyset) {
    if (line.has("--xaes")) {
      return KeyType.XAES_256_GCM;
    }
    return keyset.keys().stream()
        .filter(key -> key.state() == KeyState.WRITES)
        .flatMap(key -> key.type().stream())
        .findFirst()
        .orElse(KeyType.AES_256_GCM);
  }

  private int list(CommandLine line) {
    line.requireNoKeyId();
    for (KeysetKey key : open(line).keys()) {
      String type = key.type().map(KeyType::standardName).orElse("not accepted");
      out.println(key.keyId() + "  " + key.state().name().toLowerCase(Locale.ROOT) + "  " + type);
    }
    return 0;
  }

  private int retire(CommandLine line) {
    String keyId = line.requireKeyId();
    line.requireAtMostOneOf("--unused", "--undo");
    line.requireAtMostOneOf("--unused", "--erase");
    line.requireAtMostOneOf("--undo", "--erase");
    KeysetFile keyset = open(line);
    if (line.has("--undo")) {
      keyset.enable(keyId);
      out.println("Key " + keyId + " opens again.");
    } else if (line.has("--erase")) {
      keyset.erase(keyId);
      out.println("Key " + keyId + " is gone.");
    } else {
      requireSaidUnused(line, keyId);
      keyset.disable(keyId);
      out.println("Key " + keyId + " is disabled; 'retire --undo' enables it again.");
    }
    return 0;
  }

  private static void requireSaidUnused(CommandLine line, String keyId) {
    if (!line.has("--unused")) {
      throw new CommandLine.Misused(
          "Whether something is sealed with key '"
              + keyId
              + "' cannot be seen from here; look at 'integrations.keyUsage()', and say '--unused'"
              + " if that counts none.");
    }
  }
}
