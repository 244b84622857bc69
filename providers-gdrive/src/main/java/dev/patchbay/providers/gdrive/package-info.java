/**
 * The Google Drive integration. Applications put the jar on the class path and name nothing of it.
 *
 * <p>May use the provider SPI of core, and what it shares with Google's other services.
 */
@NullMarked
package dev.patchbay.providers.gdrive;

import org.jspecify.annotations.NullMarked;
