package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes the form of the consent page, once each. Thread-safe. */
final class ConsentDesk {
  /** Where forms go; the integration's id follows. No host name looks like it. */
  static final String PATH = "/-/consent/";

  private final Dialect dialect;
  private final Ledger ledger;
  private final Map<String, ConsentTicket> open = new ConcurrentHashMap<>();

  ConsentDesk(Dialect dialect, Ledger ledger) {
    this.dialect = dialect;
    this.ledger = ledger;
  }

  SandboxReply ask(ConsentTicket ticket) {
    open.put(ticket.id(), ticket);
    return ConsentPage.question(ticket, dialect);
  }

  SandboxReply decide(FormFields form) {
    Optional<ConsentTicket> ticket =
        form.find("ticket").flatMap(id -> Optional.ofNullable(open.remove(id)));
    if (ticket.isEmpty()) {
      return ConsentPage.problem("This question was answered before, or was never put.");
    }
    return form.find("decision").filter("approve"::equals).isPresent()
        ? approve(ticket.get())
        : ticket.get().callback().with(dialect.denial());
  }

  private SandboxReply approve(ConsentTicket ticket) {
    String code = dialect.newCode();
    ledger.issue(code, ticket.code());
    ledger.consent(ticket.approval());
    Map<String, String> outcome = new LinkedHashMap<>();
    outcome.put("code", code);
    outcome.putAll(dialect.callbackExtras(ticket.approval()));
    return ticket.callback().with(outcome);
  }
}
