package dev.patchbay.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rule for a path, with or without a query, that a browser is sent to. Looked at as it stands
 * and after one and two decodes, so that whoever decodes once too often sees nothing else.
 */
final class ReturnPath {
  private static final Pattern CHARACTERS =
      Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_.~!$&'()*+,;=:@%?-]*");

  private static final Pattern SEPARATOR = Pattern.compile("[&;]");

  /** What the host's route appends. */
  private static final Set<String> OWN_PARAMETERS = Set.of("status", "connection_id", "error");

  private ReturnPath() {}

  /** Says what is wrong with the text; empty if nothing is. */
  static Optional<String> problem(String text) {
    if (!CHARACTERS.matcher(text).matches()) {
      return Optional.of(
          "a path that does not begin with exactly one '/', or with a fragment or a character that"
              + " no URL has in clear");
    }
    List<String> levels = levels(text);
    if (levels.isEmpty() || levels.stream().anyMatch(ReturnPath::hasControl)) {
      return Optional.of("a '%' that encodes no UTF-8 text, or a control character");
    }
    if (!levels(pathOf(text)).stream().allMatch(ReturnPath::isPlain)) {
      return Optional.of("a path with '//', an encoded slash or a dot segment");
    }
    return queryOf(text).flatMap(ReturnPath::ownParameter);
  }

  /** The text, and what one and two decodes make of it; empty if it cannot be decoded. */
  private static List<String> levels(String text) {
    List<String> levels = new ArrayList<>(List.of(text));
    if (Percent.isComplete(text)) {
      Optional<String> once = Percent.decode(text);
      once.ifPresent(levels::add);
      once.flatMap(Percent::decode).ifPresent(levels::add);
    }
    return levels.size() == 3 ? levels : List.of();
  }

  private static boolean hasControl(String text) {
    return text.codePoints().anyMatch(ReturnPath::isControl);
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character)
        || Character.getType(character) == Character.LINE_SEPARATOR
        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean isPlain(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return !lower.contains("//")
        && !lower.contains("\\")
        && !lower.contains("%2f")
        && !lower.contains("%5c")
        && Pattern.compile("/").splitAsStream(lower).noneMatch(ReturnPath::isDots);
  }

  /** Some servers cut parameters off a segment before they resolve it, so {@code ..;a} is dots. */
  private static boolean isDots(String segment) {
    int parameters = segment.indexOf(';');
    String name = parameters < 0 ? segment : segment.substring(0, parameters);
    return name.equals(".") || name.equals("..");
  }

  private static Optional<String> ownParameter(String query) {
    return SEPARATOR
        .splitAsStream(query)
        .map(parameter -> parameter.split("=", 2)[0])
        .flatMap(name -> levels(name).stream())
        .map(ReturnPath::plainName)
        .filter(OWN_PARAMETERS::contains)
        .findFirst()
        .map(name -> "the parameter '" + name + "', which is appended when the browser is sent");
  }

  /** {@code status[]}, {@code Status} and {@code +status} are one to some who read a query. */
  private static String plainName(String name) {
    int bracket = name.indexOf('[');
    return (bracket < 0 ? name : name.substring(0, bracket))
        .replace('+', ' ')
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static String pathOf(String text) {
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  private static Optional<String> queryOf(String text) {
    int query = text.indexOf('?');
    return query < 0 ? Optional.empty() : Optional.of(text.substring(query + 1));
  }
}
