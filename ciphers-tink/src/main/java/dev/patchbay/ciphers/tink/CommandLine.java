package dev.patchbay.ciphers.tink;

import java.io.Serial;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of one call. Immutable. */
final class CommandLine {
  private static final String KMS = "--kms";

  private final String name;
  private final List<String> plain;
  private final Set<String> flags;
  private final @Nullable String kms;

  private CommandLine(String name, List<String> plain, Set<String> flags, @Nullable String kms) {
    this.name = name;
    this.plain = List.copyOf(plain);
    this.flags = Set.copyOf(flags);
    this.kms = kms;
  }

  /** Reads the arguments; each command takes the flags of its name, and {@code --kms}. */
  static CommandLine parse(List<String> arguments, Map<String, Set<String>> known) {
    List<String> plain = new ArrayList<>(arguments);
    @Nullable String kms = takeKms(plain);
    Set<String> flags = new HashSet<>();
    plain.removeIf(argument -> argument.startsWith("--") && flags.add(argument));
    String name = plain.isEmpty() ? "" : plain.remove(0);
    if (!known.containsKey(name)) {
      throw new Misused("There is no command '" + name + "'.");
    }
    flags.stream()
        .filter(flag -> !known.getOrDefault(name, Set.of()).contains(flag))
        .findFirst()
        .ifPresent(
            flag -> {
              throw new Misused("'" + name + "' does not take '" + flag + "'.");
            });
    if (plain.isEmpty() || plain.size() > 2) {
      throw new Misused("'" + name + "' takes one file.");
    }
    return new CommandLine(name, plain, flags, kms);
  }

  private static @Nullable String takeKms(List<String> arguments) {
    int at = arguments.indexOf(KMS);
    if (at < 0) {
      return null;
    }
    if (at + 1 == arguments.size()) {
      throw new Misused("'" + KMS + "' takes the URI of a key.");
    }
    arguments.remove(at);
    return arguments.remove(at);
  }

  String name() {
    return name;
  }

  Path file() {
    try {
      return Path.of(plain.get(0));
    } catch (InvalidPathException noPath) {
      throw new Misused("'" + name + "' takes a file, and what it was given names none.");
    }
  }

  Optional<String> kms() {
    return Optional.ofNullable(kms);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  String requireKeyId() {
    if (plain.size() < 2) {
      throw new Misused("'" + name + "' takes a file and the id of a key.");
    }
    return plain.get(1);
  }

  void requireNoKeyId() {
    if (plain.size() > 1) {
      throw new Misused("'" + name + "' takes one file, and nothing after it.");
    }
  }

  void requireAtMostOneOf(String one, String other) {
    if (has(one) && has(other)) {
      throw new Misused("'" + one + "' and '" + other + "' do not go together.");
    }
  }

  /** Was asked for nothing that there is; the message says what. */
  static final class Misused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Misused(String message) {
      super(message);
    }
  }
}
