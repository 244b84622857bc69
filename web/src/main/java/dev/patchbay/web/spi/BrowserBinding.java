package dev.patchbay.web.spi;

import dev.patchbay.model.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what only the user's browser holds, usually the cookie of the host's own login. A session
 * that is created by a request with a binding is completed only by the browser that presents the
 * same one to the callback; one that a backend creates has none. Implementations are thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700, section 4.7</a>
 */
@FunctionalInterface
public interface BrowserBinding {

  /**
   * Finds the binding that a request carries. Must not block.
   *
   * @param request a request that creates a session, or arrives at the callback
   * @return the binding, a value that nobody can guess; empty if the request has none
   */
  Optional<Secret> find(HttpServletRequest request);

  /**
   * Takes the value of a cookie, as long as the browser sends exactly one of that name that is long
   * enough not to be guessed: 22 to 1,024 characters. Name it with the prefix {@code __Host-}, and
   * set it {@code Secure}, {@code HttpOnly} and {@code SameSite=Lax}; with {@code Strict} it does
   * not come along to the callback.
   *
   * @param name the cookie's name
   * @return the binding
   */
  static BrowserBinding cookie(String name) {
    Objects.requireNonNull(name, "name");
    return request -> {
      List<String> values =
          Stream.ofNullable(request.getCookies())
              .flatMap(Arrays::stream)
              .filter(cookie -> cookie.getName().equals(name))
              .map(Cookie::getValue)
              .toList();
      return values.size() == 1 && isUnguessable(values.get(0))
          ? Optional.of(Secret.of(values.get(0)))
          : Optional.empty();
    };
  }

  private static boolean isUnguessable(String value) {
    return value.length() >= 22 && value.length() <= 1_024;
  }
}
