package dev.patchbay.web.internal;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import java.util.Optional;

/**
 * What a page says: what happened, and what to do next. Chosen by code alone; the only words from
 * outside are the integration's display name and the workspace's id.
 *
 * @param tone the class of the page's sheet: {@code good} or {@code bad}
 * @param title the headline
 * @param happened what happened
 * @param next what to do next
 */
record PageWords(String tone, String title, String happened, String next) {
  private static final String GOOD = "good";
  private static final String BAD = "bad";
  private static final String CLOSE = "You can close this page and go back to the application.";
  private static final String OPERATOR =
      "Tell whoever runs the application; there is nothing that you can do here.";
  private static final String AGAIN = "Go back to the application and start again.";

  /** Tells what became of a session. */
  static PageWords of(Session session, String displayName) {
    return switch (session.status()) {
      case COMPLETE ->
          new PageWords(
              GOOD,
              displayName + " is connected",
              "Your " + displayName + " account is connected to " + in(session) + ".",
              CLOSE);
      case PENDING ->
          new PageWords(
              GOOD,
              "Almost there",
              displayName + " is being connected to " + in(session) + ".",
              "This takes a little longer than usual. " + CLOSE);
      case DENIED ->
          new PageWords(
              BAD,
              "Nothing was connected",
              "You did not allow access to your " + displayName + " account.",
              CLOSE + " Start again there if you have changed your mind.");
      case EXPIRED ->
          new PageWords(
              BAD,
              "This took too long",
              "The time to connect " + displayName + " has run out, and nothing was connected.",
              AGAIN);
      case FAILED -> failed(displayName, session.failure().map(SessionFailure::code));
    };
  }

  private static String in(Session session) {
    return "the workspace " + session.workspaceId();
  }

  private static PageWords failed(String displayName, Optional<String> code) {
    return switch (code.flatMap(ErrorCode::find).orElse(ErrorCode.AUTHORIZATION_FAILED)) {
      case ACCOUNT_MISMATCH ->
          new PageWords(
              BAD,
              "That was another account",
              "You chose another " + displayName + " account than the one that is connected.",
              AGAIN + " Choose the same account.");
      case INSUFFICIENT_SCOPE ->
          new PageWords(
              BAD,
              "Something was left out",
              "You allowed less than the application needs of your " + displayName + " account.",
              AGAIN + " Allow everything that is asked for.");
      case CLIENT_REJECTED, CLIENT_MISSING, INVALID_CONFIGURATION, KEY_UNKNOWN ->
          new PageWords(
              BAD,
              displayName + " was not connected",
              "The application is not set up correctly for " + displayName + ".",
              OPERATOR);
      default ->
          new PageWords(
              BAD,
              displayName + " was not connected",
              displayName + " did not finish the connection, and nothing was connected.",
              AGAIN + " If it happens again, wait a few minutes.");
    };
  }

  /** Tells why a link is not taken; the session behind it, if there is one, goes on. */
  static PageWords refused(ErrorCode code) {
    return switch (code) {
      case BROWSER_BINDING_MISMATCH ->
          new PageWords(
              BAD,
              "This is another browser",
              "The connection was begun in another browser, and nothing was connected here.",
              "Finish in the browser in which you began, or start again in this one.");
      case STORE_UNAVAILABLE, OVERLOADED, PROVIDER_TIMED_OUT, CLOSED ->
          new PageWords(
              BAD,
              "Please try again",
              "The application is too busy just now.",
              "Load this page again in a minute.");
      case INVALID_CONFIGURATION ->
          new PageWords(
              BAD, "This did not work", "The application is not set up correctly.", OPERATOR);
      case INTERNAL_FAULT ->
          new PageWords(
              BAD,
              "This did not work",
              "The application made a mistake.",
              "Load this page again, or go back to the application and start again.");
      default ->
          new PageWords(
              BAD,
              "This link does not work",
              "It belongs to no connection that is being made: it may be too old, or not complete.",
              AGAIN);
    };
  }
}
