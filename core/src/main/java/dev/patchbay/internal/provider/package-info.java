/**
 * Finding providers, taking them in, and calling them: a broken or slow provider costs nobody but
 * its own integration.
 *
 * <p>For the engine only, which calls a provider through {@code ProviderGate} and nowhere else. May
 * use {@code model}, {@code error} and {@code spi}; knows nothing of stores, sessions or Guice.
 */
@NullMarked
package dev.patchbay.internal.provider;

import org.jspecify.annotations.NullMarked;
