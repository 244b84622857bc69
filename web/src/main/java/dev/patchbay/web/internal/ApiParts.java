package dev.patchbay.web.internal;

import dev.patchbay.Integrations;
import dev.patchbay.web.spi.BrowserBinding;
import dev.patchbay.web.spi.KeySource;
import java.util.List;

/**
 * What the API is made of.
 *
 * @param integrations the registry that it is about
 * @param keys who may use it
 * @param binding what binds a browser
 * @param returns where clients may send a browser after a session
 * @param bareCallbacks the integrations whose redirect URI has no id at its end
 * @param quotas how often something may be asked
 * @param reads how sessions are read
 */
public record ApiParts(
    Integrations integrations,
    KeySource keys,
    BrowserBinding binding,
    ReturnTargets returns,
    List<String> bareCallbacks,
    Quotas quotas,
    SessionReads reads) {}
