package dev.patchbay;

import dev.patchbay.internal.host.CustomHosts;
import dev.patchbay.internal.session.SessionSettings;
import dev.patchbay.model.OAuthClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings after the environment was read and everything was found acceptable. */
record Settings(
    Map<String, OAuthClient> clients,
    @Nullable String callbackUrl,
    List<String> returnTo,
    CustomHosts hosts,
    SessionSettings sessions) {}
