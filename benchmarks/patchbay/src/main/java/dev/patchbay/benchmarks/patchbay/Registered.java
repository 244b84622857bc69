package dev.patchbay.benchmarks.patchbay;

import dev.patchbay.benchmarks.contest.Sample;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Secret;

/** What the sample's application has registered with a service. */
public final class Registered {
  /** The client. */
  public static final OAuthClient CLIENT =
      OAuthClient.builder(Sample.CLIENT_ID).clientSecret(Secret.of(Sample.CLIENT_SECRET)).build();

  /** The host's callback URL. */
  public static final String CALLBACK_URL = "https://host.example/oauth/callback";

  private Registered() {}
}
