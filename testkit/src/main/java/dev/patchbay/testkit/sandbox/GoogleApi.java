package dev.patchbay.testkit.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The calls that tell whose a token of Google is.
 *
 * @see <a href="https://developers.google.com/workspace/gmail/api/reference/rest/v1/users">Gmail,
 *     users</a>
 * @see <a href="https://developers.google.com/workspace/drive/api/reference/rest/v3/about">Drive,
 *     about</a>
 */
final class GoogleApi {
  // Parts of the user may be selected; the whole is answered, as a client ignores what it need not.
  private static final Pattern SELECTS_USER = Pattern.compile("(.*,)?(user|\\*)([,(/].*)?");
  private static final Set<String> CLAIMS =
      Set.of(GoogleScopes.OPENID, GoogleScopes.EMAIL, GoogleScopes.PROFILE);

  private final RecordedRequest request;
  private final Ledger ledger;

  GoogleApi(RecordedRequest request, Ledger ledger) {
    this.request = request;
    this.ledger = ledger;
  }

  SandboxReply identity(GoogleService service) {
    return withGrant(
        service::isReadableWith,
        grant ->
            switch (service) {
              case GMAIL -> profile(grant.account());
              case DRIVE -> about(grant.account());
            });
  }

  SandboxReply userinfo() {
    return withGrant(CLAIMS::contains, grant -> SandboxReply.json(200, claims(grant)));
  }

  /** API keys are for public data: as a bearer of them nobody is known. */
  private SandboxReply withGrant(
      Predicate<String> enough, Function<SandboxGrant, SandboxReply> answer) {
    Optional<SandboxGrant> grant =
        request
            .authorization("Bearer")
            .filter(ledger::isAlive)
            .flatMap(ledger::findGrant)
            .filter(found -> found.clientId().isPresent());
    if (grant.isEmpty()) {
      return GoogleError.invalidCredentials();
    }
    return grant.get().scopes().values().stream().anyMatch(enough)
        ? answer.apply(grant.get())
        : GoogleError.insufficientScopes();
  }

  private static SandboxReply profile(SandboxAccount account) {
    if (account.email().isEmpty()) {
      return GoogleError.noMailbox();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("emailAddress", account.email().get());
    fields.put("messagesTotal", 10_234);
    fields.put("threadsTotal", 6_120);
    fields.put("historyId", "8815210");
    return SandboxReply.json(200, fields);
  }

  private SandboxReply about(SandboxAccount account) {
    Optional<String> selection = request.queryParameter("fields");
    if (selection.isEmpty()) {
      return GoogleError.fieldsMissing();
    }
    return SELECTS_USER.matcher(selection.get()).matches()
        ? SandboxReply.json(200, Map.of("user", user(account)))
        : GoogleError.fieldsUnknown(selection.get());
  }

  private static Map<String, Object> user(SandboxAccount account) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "drive#user");
    fields.put("displayName", account.displayName());
    fields.put("me", true);
    fields.put("permissionId", account.id());
    if (!account.emailHidden()) {
      account.email().ifPresent(email -> fields.put("emailAddress", email));
    }
    return fields;
  }

  private static Map<String, Object> claims(SandboxGrant grant) {
    SandboxAccount account = grant.account();
    Set<String> scopes = grant.scopes().values();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject(account));
    if (scopes.contains(GoogleScopes.EMAIL)) {
      account.email().ifPresent(email -> claims.put("email", email));
      claims.put("email_verified", !account.emailUnverified());
    }
    if (scopes.contains(GoogleScopes.PROFILE)) {
      claims.put("name", account.displayName());
    }
    return claims;
  }

  // Never the account's id, which is the one at Drive: who mixes the two up is to notice.
  private static String subject(SandboxAccount account) {
    return "1%020d".formatted(Integer.toUnsignedLong(account.id().hashCode()));
  }
}
