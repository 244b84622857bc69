package dev.patchbay.web.keys;

import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One line of a list of keys: a key's SHA-256 in hexadecimal, and whom it stands for. Spaces part
 * the words.
 *
 * @param hash 32 bytes
 * @param principal whom the key stands for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record KeyEntry(byte[] hash, Principal principal) {
  private static final String FORM =
      "'<SHA-256 of the key, 64 hexadecimal digits> organisation' or '<the same>"
          + " workspace=<id> [member=<id>] [share]'";
  private static final int HASH_DIGITS = 64;
  private static final String ORGANISATION = "organisation";
  private static final String WORKSPACE = "workspace=";
  private static final String MEMBER = "member=";
  private static final String SHARE = "share";

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it has another form; the message shows nothing of the line
   */
  static KeyEntry parse(String line) {
    List<String> words = Arrays.asList(line.strip().split("\\s+"));
    if (words.size() < 2 || words.get(0).length() != HASH_DIGITS) {
      throw malformed();
    }
    return new KeyEntry(hash(words.get(0)), principal(words.subList(1, words.size())));
  }

  private static byte[] hash(String digits) {
    try {
      return HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException notHex) {
      throw malformed();
    }
  }

  static Principal principal(List<String> words) {
    if (words.equals(List.of(ORGANISATION))) {
      return Principal.organisation();
    }
    Principal principal = Principal.workspace(WorkspaceId.of(value(words.get(0), WORKSPACE)));
    List<String> rest = words.subList(1, words.size());
    if (!rest.isEmpty() && rest.get(0).startsWith(MEMBER)) {
      principal = principal.actingFor(MemberId.of(value(rest.get(0), MEMBER)));
      rest = rest.subList(1, rest.size());
    }
    if (rest.equals(List.of(SHARE))) {
      return principal.sharing();
    }
    if (!rest.isEmpty()) {
      throw malformed();
    }
    return principal;
  }

  private static String value(String word, String name) {
    String value = word.startsWith(name) ? word.substring(name.length()) : "";
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw malformed();
    }
    return value;
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("expected " + FORM);
  }

  /**
   * {@return the line that {@link #parse} reads}
   *
   * @throws IllegalArgumentException if an id cannot stand in one
   */
  String line() {
    String line = words();
    if (!line.equals(line.strip()) || !KeyEntry.parse(line).principal().equals(principal)) {
      throw new IllegalArgumentException(
          "A key was to be kept for ids that are empty or have white space; use other ids");
    }
    return line;
  }

  private String words() {
    StringBuilder line = new StringBuilder(HexFormat.of().formatHex(hash)).append(' ');
    if (principal.isOrganisation()) {
      return line.append(ORGANISATION).toString();
    }
    principal.workspaceId().ifPresent(id -> line.append(WORKSPACE).append(id));
    principal.memberId().ifPresent(id -> line.append(' ').append(MEMBER).append(id));
    return principal.mayShare() ? line.append(' ').append(SHARE).toString() : line.toString();
  }
}
