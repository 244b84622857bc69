/**
 * The Notion integration. Applications put the jar on the class path and name nothing of it.
 *
 * <p>May use the provider SPI of core.
 */
@NullMarked
package dev.patchbay.providers.notion;

import org.jspecify.annotations.NullMarked;
