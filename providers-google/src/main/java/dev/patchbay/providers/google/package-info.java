/**
 * What the services of Google that Patchbay connects have in common: one authorization server, its
 * tokens, and how their APIs say that something failed. Support for the Gmail and Google Drive
 * modules: it may change with them, and applications name nothing of it.
 *
 * <p>May use the provider SPI of core.
 */
@NullMarked
package dev.patchbay.providers.google;

import org.jspecify.annotations.NullMarked;
