/**
 * What a provider says about its service: {@link dev.patchbay.spi.definition.IntegrationDefinition}
 * and its parts; and the requests and results of a provider's few hooks.
 *
 * <p>For authors of providers. May use {@code model}, {@code error} and {@code http}.
 */
@NullMarked
package dev.patchbay.spi.definition;

import org.jspecify.annotations.NullMarked;
