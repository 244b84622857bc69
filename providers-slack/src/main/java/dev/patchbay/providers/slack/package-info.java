/**
 * The Slack integration. Applications put the jar on the class path and name nothing of it.
 *
 * <p>May use the provider SPI of core.
 */
@NullMarked
package dev.patchbay.providers.slack;

import org.jspecify.annotations.NullMarked;
