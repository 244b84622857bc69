package dev.patchbay.testkit.sandbox;

import java.util.List;
import java.util.Set;

/** One of Google's services. All share one authorization server. */
enum GoogleService {
  GMAIL("gmail", "Gmail", "https://gmail.googleapis.com/gmail/v1/users/me/profile"),
  DRIVE("gdrive", "Google Drive", "https://www.googleapis.com/drive/v3/about");

  private static final String SCOPE = "https://www.googleapis.com/auth/";
  // Those with which Gmail tells the profile; to send or to label is not enough.
  private static final Set<String> MAIL =
      Set.of(
          SCOPE + "gmail.readonly",
          SCOPE + "gmail.metadata",
          SCOPE + "gmail.modify",
          SCOPE + "gmail.compose",
          "https://mail.google.com/");

  private final String integrationType;
  private final String displayName;
  private final String identityUrl;

  GoogleService(String integrationType, String displayName, String identityUrl) {
    this.integrationType = integrationType;
    this.displayName = displayName;
    this.identityUrl = identityUrl;
  }

  String integrationType() {
    return integrationType;
  }

  String displayName() {
    return displayName;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "https://accounts.google.com/o/oauth2/v2/auth", Endpoint.AUTHORIZE),
        Route.of("POST", "https://oauth2.googleapis.com/token", Endpoint.TOKEN),
        Route.of("POST", "https://oauth2.googleapis.com/revoke", Endpoint.REVOKE),
        Route.of("GET", "https://openidconnect.googleapis.com/v1/userinfo", Endpoint.USERINFO),
        Route.of("GET", identityUrl, Endpoint.IDENTITY));
  }

  /** Whether a scope is enough for the identity call. */
  boolean isReadableWith(String scope) {
    return switch (this) {
      case GMAIL -> MAIL.contains(scope);
      case DRIVE -> scope.equals(SCOPE + "drive") || scope.startsWith(SCOPE + "drive.");
    };
  }
}
