package dev.patchbay.testkit.sandbox;

import java.util.stream.Collectors;

/** The pages of a service that a person sees: the question, and why there is none. */
final class ConsentPage {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String LAYOUT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      body { font: 1.1rem/1.5 sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
      button { font: inherit; padding: .5rem 1.5rem; margin-right: 1rem }
      </style>
      </head>
      <body>
      <main>
      <h1>%1$s</h1>
      %2$s</main>
      </body>
      </html>
      """;
  private static final String QUESTION =
      """
      <p>The app <strong>%s</strong> wants to use your account <strong>%s</strong> (%s) at %s.</p>
      <h2>It asks for</h2>
      <ul>
      %s</ul>
      <form method="post" action="%s">
      <input type="hidden" name="ticket" value="%s">
      <button type="submit" name="decision" value="approve">Approve</button>
      <button type="submit" name="decision" value="deny">Deny</button>
      </form>
      """;

  private ConsentPage() {}

  static SandboxReply question(ConsentTicket ticket, Dialect dialect) {
    Approval approval = ticket.approval();
    String service = HtmlText.escape(dialect.displayName());
    String body =
        QUESTION.formatted(
            HtmlText.escape(approval.clientId().orElseThrow()),
            HtmlText.escape(approval.account().displayName()),
            HtmlText.escape(approval.account().login()),
            service,
            scopes(approval),
            HtmlText.escape(ConsentDesk.PATH + dialect.integrationType()),
            HtmlText.escape(ticket.id()));
    return page(200, "Authorize an app at " + service, body);
  }

  static SandboxReply problem(String sentence) {
    return page(400, "This request cannot go on", "<p>" + HtmlText.escape(sentence) + "</p>\n");
  }

  private static String scopes(Approval approval) {
    if (approval.scopes().isEmpty()) {
      return "<li>no scopes: what every app may do</li>\n";
    }
    return approval.scopes().values().stream()
        .map(scope -> "<li>" + HtmlText.escape(scope) + "</li>\n")
        .collect(Collectors.joining());
  }

  private static SandboxReply page(int status, String title, String body) {
    // No form-action here: browsers would hold it against the redirect that follows the form.
    return SandboxReply.of(status, HTML, LAYOUT.formatted(title, body))
        .withHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("Cache-Control", "no-store");
  }
}
