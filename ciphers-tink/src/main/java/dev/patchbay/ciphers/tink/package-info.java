/**
 * A cipher for stored credentials, by Google Tink: keysets that rotate and are read anew while the
 * application runs, and the command that edits them.
 *
 * <p>For applications. May use the API and the SPI of core, and Tink.
 */
@NullMarked
package dev.patchbay.ciphers.tink;

import org.jspecify.annotations.NullMarked;
