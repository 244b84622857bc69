package dev.patchbay.internal.refresh;

import dev.patchbay.error.IntegrationException;
import dev.patchbay.internal.concurrent.Lanes.Result;
import dev.patchbay.model.Credentials;
import java.time.Duration;

/** What one turn of a refresh came to. */
sealed interface Turn {

  /** How the service answered in this turn. */
  Result result();

  /** There is a valid credential. */
  record Finished(Credentials credentials, Result result) implements Turn {}

  /** There is none, and this refresh will bring none. */
  record Failed(IntegrationException failure, Result result) implements Turn {}

  /** The refresh goes on after a while. */
  record Later(Duration delay, Result result) implements Turn {}
}
