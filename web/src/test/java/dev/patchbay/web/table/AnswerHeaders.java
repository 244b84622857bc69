package dev.patchbay.web.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which headers an answer of the servlet has, to the last one. */
public final class AnswerHeaders {
  private static final Map<String, String> ON_EVERY_ANSWER =
      Map.of(
          "cache-control", "no-store",
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer");
  private static final Map<String, String> ON_EVERY_PAGE =
      Map.of(
          "x-frame-options", "DENY",
          "cross-origin-opener-policy", "same-origin",
          "permissions-policy", "camera=(), geolocation=(), microphone=()");
  private static final List<String> PAGE_POLICY =
      List.of(
          "default-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "style-src 'sha256-");
  private static final String POLICY = "content-security-policy";
  private static final String TYPE = "content-type";

  private AnswerHeaders() {}

  /** {@return what is missing, or weaker than it must be} */
  public static List<String> problems(Answer answer) {
    boolean page = answer.header(TYPE).orElse("").startsWith("text/html");
    List<String> problems = new ArrayList<>();
    ON_EVERY_ANSWER.forEach((name, value) -> require(answer, name, value, problems));
    if (page) {
      ON_EVERY_PAGE.forEach((name, value) -> require(answer, name, value, problems));
    }
    if (!answer.header("x-request-id").orElse("").matches("req_[0-9a-f]{24}")) {
      problems.add("no request id");
    }
    if (answer.header(TYPE).isPresent() && !answer.header(TYPE).get().contains("charset=utf-8")) {
      problems.add("no charset");
    }
    problems.addAll(policy(answer, page ? PAGE_POLICY : PAGE_POLICY.subList(0, 1)));
    return problems;
  }

  private static void require(Answer answer, String name, String value, List<String> problems) {
    if (!answer.all(name).equals(List.of(value))) {
      problems.add("'" + name + "' is " + answer.all(name));
    }
  }

  private static List<String> policy(Answer answer, List<String> parts) {
    List<String> policies = answer.all(POLICY);
    String policy = policies.size() == 1 ? policies.get(0) : "";
    List<String> problems = new ArrayList<>();
    Stream.concat(parts.stream(), Stream.of("frame-ancestors 'none'"))
        .filter(part -> !policy.contains(part))
        .forEach(part -> problems.add("the policy lacks " + part));
    if (policy.contains("unsafe-")) {
      problems.add("the policy is unsafe");
    }
    return problems;
  }

  /** {@return the names that an answer's headers must have, besides those of its framing} */
  public static List<String> names(Answer answer, List<String> ofContainer) {
    List<String> names = new ArrayList<>(ofContainer);
    names.addAll(ON_EVERY_ANSWER.keySet());
    names.addAll(List.of("x-request-id", POLICY));
    String type = answer.header(TYPE).orElse("");
    if (type.startsWith("text/html")) {
      names.addAll(ON_EVERY_PAGE.keySet());
    }
    if (answer.status() != 303) {
      names.add(TYPE);
    }
    Map.of(401, "www-authenticate", 405, "allow", 303, "location", 429, "retry-after")
        .forEach(
            (status, name) -> names.addAll(answer.status() == status ? List.of(name) : List.of()));
    return names.stream().sorted().toList();
  }
}
