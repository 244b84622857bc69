package dev.patchbay.web.table;

import dev.patchbay.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what the API answers to it. Immutable.
 *
 * @param name what the row shows
 * @param ask the request
 * @param first what happens just before
 * @param status the expected status
 * @param expectations what else is expected, each of which says what is wrong
 */
public record Row(
    String name,
    Ask ask,
    Runnable first,
    int status,
    List<Function<Answer, Optional<String>>> expectations) {

  /** Answered as asked. */
  public static Row answered(String name, Ask ask, int status) {
    return new Row(name, ask, () -> {}, status, List.of());
  }

  /** Refused, with a code. */
  public static Row refused(String name, Ask ask, int status, ErrorCode code) {
    return answered(name, ask, status).with("/code", code.wireValue());
  }

  /** Has something happen just before the request. */
  public Row after(Runnable event) {
    return new Row(name, ask, event, status, expectations);
  }

  /** Expects a text, a number or a truth in the body, or nothing there if null. */
  public Row with(String pointer, @Nullable Object value) {
    return expecting(
        answer -> {
          String found = answer.json().at(pointer).asText();
          String expected = value == null ? "" : value.toString();
          return differs("'" + pointer + "'", expected, found);
        });
  }

  /** Expects that the first text of a body's field goes on so. */
  public Row starting(String pointer, String start) {
    return expecting(
        answer ->
            answer.json().at(pointer).asText().startsWith(start)
                ? Optional.empty()
                : differs("'" + pointer + "'", start, answer.json().at(pointer).asText()));
  }

  /** Expects so many elements of the data. */
  public Row withSize(int size) {
    return expecting(answer -> differs("the size", size, answer.data().size()));
  }

  /** Expects a header, with this value only. */
  public Row withHeader(String name, String value) {
    return expecting(answer -> differs("'" + name + "'", List.of(value), answer.all(name)));
  }

  /** Expects a header, once, whose value goes on so. */
  public Row withHeaderStarting(String name, String start) {
    return expecting(
        answer ->
            answer.all(name).size() == 1 && answer.all(name).get(0).startsWith(start)
                ? Optional.empty()
                : differs("'" + name + "'", start, answer.all(name)));
  }

  public Row withoutHeader(String name) {
    return expecting(answer -> differs("'" + name + "'", List.of(), answer.all(name)));
  }

  /** Expects that a page, or a refusal's sentence, has these words. */
  public Row saying(String words) {
    return expecting(
        answer ->
            answer.body().contains(words) ? Optional.empty() : differs("the body", words, "none"));
  }

  /** Expects that something was done so often when the answer is there. */
  public Row counting(String what, IntSupplier done, int times) {
    return expecting(answer -> differs(what, times, done.getAsInt()));
  }

  private Row expecting(Function<Answer, Optional<String>> expectation) {
    List<Function<Answer, Optional<String>>> more = new ArrayList<>(expectations);
    more.add(expectation);
    return new Row(name, ask, first, status, List.copyOf(more));
  }

  private static Optional<String> differs(String what, Object expected, Object found) {
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of(what + " was to be '" + expected + "', and was '" + found + "'");
  }

  /** {@return what is wrong with an answer} */
  List<String> problems(Answer answer) {
    List<String> problems = new ArrayList<>();
    differs("the status", status, answer.status()).ifPresent(problems::add);
    expectations.forEach(one -> one.apply(answer).ifPresent(problems::add));
    return problems.stream().map(problem -> name + ", " + ask + ": " + problem).toList();
  }
}
