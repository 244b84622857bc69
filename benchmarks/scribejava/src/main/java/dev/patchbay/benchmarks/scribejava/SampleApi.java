package dev.patchbay.benchmarks.scribejava;

import com.github.scribejava.core.builder.api.DefaultApi20;
import dev.patchbay.benchmarks.contest.Sample;

/** The sample's service, described to ScribeJava. */
final class SampleApi extends DefaultApi20 {
  @Override
  public String getAccessTokenEndpoint() {
    return Sample.TOKEN_URL;
  }

  @Override
  protected String getAuthorizationBaseUrl() {
    return Sample.AUTHORIZE_URL;
  }
}
